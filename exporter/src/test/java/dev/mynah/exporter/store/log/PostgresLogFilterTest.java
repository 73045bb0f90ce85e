package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresLogFilterTest extends LogFilterKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
