package io.tetrapylon.dialect.oidc;

import io.tetrapylon.keys.VerificationKey;
import io.tetrapylon.tenant.IdTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.BigIntegers;

/** What a provider says of itself (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2). */
final class Metadata {
  private Metadata() {}

  static JsonObject of(String issuer) {
    return new JsonObject()
        .put("issuer", issuer)
        .put("jwks_uri", issuer + "/jwks.json")
        .put("token_endpoint", issuer + "/authn/token")
        .put("userinfo_endpoint", issuer + "/authn/userinfo")
        .put("backchannel_authentication_endpoint", issuer + "/authn/bcauthorize")
        .put("backchannel_token_delivery_modes_supported", array("poll", "ping", "push"))
        .put(
            "backchannel_authentication_request_signing_alg_values_supported",
            array("ES256", "PS256", "RS256"))
        .put("backchannel_user_code_parameter_supported", false)
        .put(
            "grant_types_supported",
            array("client_credentials", "password", "urn:openid:params:grant-type:ciba"))
        .put(
            "token_endpoint_auth_methods_supported",
            array("client_secret_basic", "client_secret_post"))
        .put("response_types_supported", array())
        .put("scopes_supported", array("openid"))
        .put("subject_types_supported", array("public"))
        .put("id_token_signing_alg_values_supported", array("RS256"))
        .put("acr_values_supported", array(IdTokens.ACR))
        .put(
            "claims_supported",
            array(
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "auth_time",
                "acr",
                "amr",
                "preferred_username",
                "email"));
  }

  /** The keys as a set (RFC 7517 section 5). */
  static JsonObject keys(List<VerificationKey> published) {
    var keys = new JsonArray();
    published.forEach(key -> keys.add(key(key)));
    return new JsonObject().put("keys", keys);
  }

  private static JsonObject key(VerificationKey key) {
    return new JsonObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", key.kid())
        .put("n", number(key.key().getModulus()))
        .put("e", number(key.key().getPublicExponent()));
  }

  /** RFC 7518 section 2: {@code Base64urlUInt}, without a sign. */
  private static String number(BigInteger number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(BigIntegers.asUnsignedByteArray(number));
  }

  private static JsonArray array(String... values) {
    return new JsonArray(List.of(values));
  }
}
