package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteRetentionTest extends RetentionKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
