package io.tetrapylon.keys;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** Bytes as the database's client wants them. */
final class Bytea {
  private Bytea() {}

  static Buffer of(byte[] bytes) {
    return Buffer.buffer(bytes);
  }

  static byte[] from(Row row, String column) {
    return row.getBuffer(column).getBytes();
  }
}
