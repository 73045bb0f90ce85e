package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteDictionaryTest extends DictionaryKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
