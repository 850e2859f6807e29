package io.tetrapylon.tenant;

import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where clients reach this installation. Issuers, links and locations are built from it and never
 * from a Host header, which is the caller's word.
 */
@Singleton
public final class PublicUrl {
  private static final String ISSUERS = "/idp/";

  private final String base;

  PublicUrl(
      @ConfigProperty(name = "tetrapylon.public-url", defaultValue = "http://localhost:8080")
          URI url) {
    this.base = url.toString().replaceAll("/+$", "");
  }

  /** The address of a path that begins with a slash. */
  public String of(String path) {
    return base + path;
  }

  /** The issuer of a tenant's tokens. */
  public String issuer(String tenantCode) {
    return of(ISSUERS + tenantCode);
  }

  /** Whether a text can be the issuer of a tenant of this installation. */
  boolean isOurs(String issuer) {
    return issuer.startsWith(of(ISSUERS));
  }
}
