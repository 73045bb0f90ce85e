package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresKilledTest extends KilledKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
