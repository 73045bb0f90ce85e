package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteForgettingTest extends ForgettingKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
