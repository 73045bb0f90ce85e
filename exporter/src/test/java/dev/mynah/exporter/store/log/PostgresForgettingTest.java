package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresForgettingTest extends ForgettingKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
