package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresRetentionTest extends RetentionKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
