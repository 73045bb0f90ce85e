package dev.mynah.exporter.store;

import dev.mynah.exporter.store.sql.StoreKit;

class PostgresFrameIngestTest extends FrameIngestKit {
  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }
}
