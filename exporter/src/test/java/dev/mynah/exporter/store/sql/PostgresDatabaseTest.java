package dev.mynah.exporter.store.sql;

class PostgresDatabaseTest extends DatabaseKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
