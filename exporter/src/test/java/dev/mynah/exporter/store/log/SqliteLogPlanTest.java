package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteLogPlanTest extends LogPlanKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
