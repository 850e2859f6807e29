package io.tetrapylon.dialect.management;

import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the description of this API says for all of it. */
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "A token from /management/v1/token for operators, /oauth/token for API clients")
final class ManagementApi {
  private ManagementApi() {}
}
