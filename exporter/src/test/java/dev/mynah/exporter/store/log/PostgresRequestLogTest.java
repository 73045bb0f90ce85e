package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresRequestLogTest extends RequestLogKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
