package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresSumsReadTest extends SumsReadKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
