package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresLogPlanTest extends LogPlanKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
