package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresSnapshotsTest extends SnapshotsKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
