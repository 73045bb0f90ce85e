package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresDictionaryTest extends DictionaryKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
