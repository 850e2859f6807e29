package io.tetrapylon.dialect.sta;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request of STA's API; what is not said is right. */
record StaCall(
    String method,
    String tenant,
    String user,
    String authenticator,
    @Nullable String key,
    @Nullable String format,
    @Nullable String body) {

  /**
   * A request about a tenant's user: {@code GET}, {@code POST} and so on, of the list or of one.
   */
  static StaCall of(StaTenant.Known known, String method, String authenticator) {
    return new StaCall(
        method, known.code(), base64(known.user()), authenticator, known.key(), null, null);
  }

  static StaCall list(StaTenant.Known known) {
    return of(known, "GET", "");
  }

  static StaCall create(StaTenant.Known known, String body) {
    return of(known, "POST", "").body(body);
  }

  StaCall tenant(String other) {
    return new StaCall(method, other, user, authenticator, key, format, body);
  }

  StaCall user(String other) {
    return new StaCall(method, tenant, other, authenticator, key, format, body);
  }

  StaCall user(UUID other) {
    return user(base64(other));
  }

  StaCall authenticator(String other) {
    return new StaCall(method, tenant, user, other, key, format, body);
  }

  StaCall key(@Nullable String other) {
    return new StaCall(method, tenant, user, authenticator, other, format, body);
  }

  StaCall format(String other) {
    return new StaCall(method, tenant, user, authenticator, key, other, body);
  }

  StaCall body(String other) {
    return new StaCall(method, tenant, user, authenticator, key, format, other);
  }

  String path() {
    var list = "/api/v1/tenants/" + tenant + "/users/" + user + "/authenticators";
    return authenticator.isEmpty() || authenticator.startsWith("?")
        ? list + authenticator
        : list + "/" + authenticator;
  }

  ValidatableResponse send() {
    var request = given().urlEncodingEnabled(false);
    if (key != null) {
      request.header("apikey", key);
    }
    if (format != null) {
      request.header("Object-Id-Format", format);
    }
    if (body != null) {
      request.contentType("application/json").body(body);
    }
    return request.request(method, path()).then();
  }

  /** An id as the default format has it, ready for a path. */
  static String base64(UUID id) {
    return Base64.getEncoder()
        .encodeToString(bytes(id))
        .replace("/", "%2F")
        .replace("+", "%2B")
        .replace("=", "%3D");
  }

  static String base64Url(UUID id) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(id));
  }

  static String hex(UUID id) {
    return HexFormat.of().formatHex(bytes(id));
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
