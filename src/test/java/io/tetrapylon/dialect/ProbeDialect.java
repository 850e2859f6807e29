package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;

/** A dialect whose words are the reasons themselves. */
@Singleton
class ProbeDialect implements Dialect {
  @Override
  public boolean owns(String path) {
    return path.equals("/probe") || path.startsWith("/probe/");
  }

  @Override
  public Rendering render(Reason reason, String message) {
    int status =
        switch (reason) {
          case OVERLOADED, STORE_UNAVAILABLE, ISSUER_UNAVAILABLE -> 503;
          case INTERNAL -> 500;
          default -> 418;
        };
    return Rendering.of(status, "application/json", "{\"reason\":\"" + reason + "\"}");
  }

  @Override
  public int maxBodyBytes() {
    return 50_000;
  }
}
