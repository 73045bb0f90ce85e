package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteSeveralExportersTest extends SeveralExportersKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
