package dev.mynah.exporter.store.sql;

class SqliteDatabaseTest extends DatabaseKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
