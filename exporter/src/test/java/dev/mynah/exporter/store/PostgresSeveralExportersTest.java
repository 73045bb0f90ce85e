package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresSeveralExportersTest extends SeveralExportersKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
