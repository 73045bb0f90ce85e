package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresRollupTest extends RollupKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
