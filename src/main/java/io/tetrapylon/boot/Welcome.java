package io.tetrapylon.boot;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * On the embedded server: where the gateway listens, and one command that logs the demo user in.
 */
@ApplicationScoped
class Welcome {
  private static final String LOGIN =
      """

      Tetrapylon listens on %1$s, on a database of its own in %2$s.
      The demo tenant is ACC-1234567. This logs its user jdoe in, from the office network:

        curl -s %1$s/rest/authpoint/authentication/v1/accounts/ACC-1234567/resources/1234/password \\
          -H "Authorization: Bearer $(curl -s -u demo_rw_id:demo-password-rw -d 'grant_type=client_credentials&scope=api-access' \\
              %1$s/oauth/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')" \\
          -H 'WatchGuard-API-Key: demo-tenant-key-rw' -H 'Content-Type: application/json' \\
          -d '{"login":"jdoe","password":"Password1234","originIpAddress":"198.51.100.7"}'
      """;
  private static final String NO_DEMO =
      "%nTetrapylon listens on %1$s, on a database of its own in %2$s.%n";

  private final boolean greets;
  private final boolean demo;
  private final String host;
  private final int port;
  private final String data;

  Welcome(
      @ConfigProperty(name = StoreChoice.EMBEDDED, defaultValue = "false") boolean embedded,
      @ConfigProperty(name = "tetrapylon.bootstrap.file") Optional<String> file,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean listens,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port,
      @ConfigProperty(name = "tetrapylon.data.directory", defaultValue = ".tetrapylon")
          String data) {
    this.greets = embedded && listens;
    this.demo = file.isEmpty();
    this.host = host;
    this.port = port;
    this.data = data;
  }

  void say(@Observes @Priority(Integer.MAX_VALUE) StartupEvent started) {
    if (greets) {
      System.out.println((demo ? LOGIN : NO_DEMO).formatted("http://" + host + ":" + port, data));
    }
  }
}
