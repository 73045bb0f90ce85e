package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteQueryPlanTest extends QueryPlanKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
