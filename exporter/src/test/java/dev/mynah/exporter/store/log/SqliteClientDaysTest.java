package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteClientDaysTest extends ClientDaysKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
