package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteRequestLogTest extends RequestLogKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
