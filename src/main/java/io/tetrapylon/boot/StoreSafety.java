package io.tetrapylon.boot;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses a store that forgets: a code that was accepted must stay used up after a crash. Tests run
 * on one that does, for speed.
 */
@Singleton
class StoreSafety {
  private static final String WEAK =
      "SELECT name FROM pg_settings WHERE setting = 'off'"
          + " AND name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name";

  private final Pool pool;

  StoreSafety(Pool pool) {
    this.pool = pool;
  }

  void check(@Observes StartupEvent event) {
    if (LaunchMode.current() != LaunchMode.TEST) {
      refuse(weakSettings());
    }
  }

  /** The names of the settings that are off and must not be. */
  List<String> weakSettings() {
    var names = new ArrayList<String>();
    pool.query(WEAK).executeAndAwait().forEach(row -> names.add(row.getString(0)));
    return names;
  }

  /**
   * Ends the start when the list names anything.
   *
   * @throws StartRefused with the names
   */
  static void refuse(List<String> weakSettings) {
    if (!weakSettings.isEmpty()) {
      throw new StartRefused(
          "The store would forget what it acknowledged: switch on "
              + String.join(", ", weakSettings)
              + " in PostgreSQL.");
    }
  }
}
