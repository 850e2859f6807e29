package io.tetrapylon.dialect.mobile;

import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the description of this API says for all of it. */
@SecurityScheme(
    securitySchemeName = "device",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = "Authorization",
    description =
        "Device <JWS>: a proof by the device key for this request; see mobile-protocol.md")
final class MobileApi {
  private MobileApi() {}
}
