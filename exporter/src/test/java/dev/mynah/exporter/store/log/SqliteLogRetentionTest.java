package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteLogRetentionTest extends LogRetentionKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
