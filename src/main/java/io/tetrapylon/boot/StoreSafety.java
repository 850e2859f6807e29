package io.tetrapylon.boot;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.tetrapylon.keys.MasterKeys;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a store that forgets, since a code that was accepted must stay used up after a crash, and
 * keys that everybody can read. Tests run on both.
 */
@Singleton
class StoreSafety {
  private static final String WEAK =
      "SELECT name FROM pg_settings WHERE setting = 'off'"
          + " AND name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name";

  private final Pool pool;
  private final MasterKeys keys;
  private final boolean embedded;

  StoreSafety(
      Pool pool,
      MasterKeys keys,
      @ConfigProperty(name = StoreChoice.EMBEDDED, defaultValue = "false") boolean embedded) {
    this.pool = pool;
    this.keys = keys;
    this.embedded = embedded;
  }

  void check(@Observes StartupEvent event) {
    if (LaunchMode.current() != LaunchMode.TEST) {
      refuse(weakSettings());
      refuse(!embedded && keys.isDevelopmentKey());
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

  /**
   * Ends the start of a gateway in production with a key out of the product's own sources.
   *
   * @throws StartRefused when told so
   */
  static void refuse(boolean developmentKey) {
    if (developmentKey) {
      throw new StartRefused(
          "A development key is configured: make a key file of your own and name it in"
              + " tetrapylon.keys.file.");
    }
  }
}
