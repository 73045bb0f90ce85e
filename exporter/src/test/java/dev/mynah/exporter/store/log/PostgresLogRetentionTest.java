package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresLogRetentionTest extends LogRetentionKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
