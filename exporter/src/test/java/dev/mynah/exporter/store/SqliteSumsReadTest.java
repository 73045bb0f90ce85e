package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteSumsReadTest extends SumsReadKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
