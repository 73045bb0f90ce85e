package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteSnapshotsTest extends SnapshotsKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
