package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.device.Authenticator;
import io.tetrapylon.policy.CredentialKind;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** An authenticator as it travels. */
@Singleton
class AuthenticatorJson {
  static final String SCHEMA = "urn:hid:scim:api:idp:2.0:Authenticator";

  private final Scim scim;

  AuthenticatorJson(Scim scim) {
    this.scim = scim;
  }

  static String id(Authenticator authenticator) {
    return AuthenticatorId.text(authenticator.owner().number(), authenticator.code());
  }

  static String path(Authenticator authenticator) {
    return "Authenticator/" + id(authenticator);
  }

  /** The resource; a password is told by the name of its user alone. */
  JsonObject of(Entered by, Authenticator authenticator) {
    boolean isPassword = authenticator.kind() == CredentialKind.PASSWORD;
    var resource =
        new JsonObject()
            .put(
                "schemas",
                isPassword ? Scim.schemas(SCHEMA, ScimBody.PASSWORD) : Scim.schemas(SCHEMA))
            .put("id", id(authenticator))
            .put("externalId", authenticator.owner().username())
            .put("meta", meta(by, authenticator))
            .put("status", status(by, authenticator))
            .put("owner", owner(by, authenticator.owner()))
            .put("statistics", statistics(by, authenticator.use()))
            .put("policy", policy(by, authenticator.code()));
    var device = authenticator.lastDevice();
    if (device != null) {
      resource.put("lastSuccessfulDevice", device(by, device));
    }
    return isPassword
        ? resource.put(
            ScimBody.PASSWORD, new JsonObject().put("username", authenticator.owner().username()))
        : resource;
  }

  private JsonObject meta(Entered by, Authenticator authenticator) {
    return scim.meta(
        by,
        "Authenticator",
        authenticator.createdAt(),
        path(authenticator),
        authenticator.version());
  }

  private static JsonObject status(Entered by, Authenticator authenticator) {
    var status =
        new JsonObject()
            .put("status", authenticator.isEnabled() ? "ENABLED" : "DISABLED")
            .put("active", authenticator.isActive());
    StatusJson.put(by, status, authenticator.validity());
    return status;
  }

  JsonObject owner(Entered by, Authenticator.Owner owner) {
    return scim.reference(
        by,
        new JsonObject()
            .put("type", "User")
            .put("display", owner.username())
            .put("value", by.version().number(owner.number())),
        "Users/" + owner.number());
  }

  private static JsonObject statistics(Entered by, Authenticator.Use use) {
    var version = by.version();
    var statistics =
        new JsonObject()
            .put("consecutiveFailed", version.number(use.failuresInARow()))
            .put("consecutiveSuccess", version.number(use.successesInARow()))
            .put("maximumNumberOfUsages", version.number(use.successes()))
            .put("totalFailed", version.number(use.failures()))
            .put("totalSuccess", version.number(use.successes()));
    var last = use.lastSuccessAt();
    return last == null
        ? statistics
        : statistics.put("lastSuccessfulDate", ScimTime.text(last, version));
  }

  private JsonObject policy(Entered by, String code) {
    return scim.reference(
        by,
        new JsonObject().put("display", code).put("value", code),
        "Policy/Authenticator/" + code);
  }

  private JsonObject device(Entered by, long number) {
    return scim.reference(
        by,
        new JsonObject().put("type", "Device").put("value", Long.toString(number)),
        "Device/" + number);
  }
}
