package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteKilledTest extends KilledKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
