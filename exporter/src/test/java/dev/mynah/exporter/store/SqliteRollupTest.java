package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteRollupTest extends RollupKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
