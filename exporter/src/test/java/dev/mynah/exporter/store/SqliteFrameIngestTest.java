package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class SqliteFrameIngestTest extends FrameIngestKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }
}
