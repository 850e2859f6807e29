package io.tetrapylon.dialect.hidscim;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the resources of this API look like, in the words of RFC 7643 section 7. */
final class ScimSchemas {
  private static final String READ_WRITE = "readWrite";
  private static final String READ_ONLY = "readOnly";
  private static final String IMMUTABLE = "immutable";

  private ScimSchemas() {}

  /** All of them. */
  static List<JsonObject> all() {
    return List.of(
        user(), userAuthenticator(), userAttribute(), authenticator(), password(), device());
  }

  private static JsonObject user() {
    return schema(
        UserJson.SCHEMA,
        "User",
        text("userName", READ_WRITE).put("required", true).put("uniqueness", "server"),
        text("displayName", READ_ONLY),
        text("title", READ_WRITE),
        flag("active", READ_WRITE),
        text("password", "writeOnly").put("returned", "never"),
        complex("name", READ_WRITE, text("givenName", READ_WRITE), text("familyName", READ_WRITE)),
        values("emails"),
        values("phoneNumbers"),
        many(complex("groups", READ_WRITE, text("value", READ_WRITE), text("display", READ_ONLY))));
  }

  private static JsonObject values(String name) {
    return many(
        complex(
            name,
            READ_WRITE,
            text("value", READ_WRITE),
            text("type", READ_ONLY),
            flag("primary", READ_ONLY)));
  }

  private static JsonObject userAuthenticator() {
    return schema(
        UserJson.AUTHENTICATORS,
        "User's authenticators",
        many(reference("authenticators", READ_ONLY)));
  }

  private static JsonObject userAttribute() {
    return schema(
        UserJson.ATTRIBUTES,
        "User's attributes",
        many(
            complex(
                "attributes",
                READ_WRITE,
                text("name", READ_WRITE),
                text("value", READ_WRITE),
                text("type", READ_ONLY),
                flag("readOnly", READ_ONLY))));
  }

  private static JsonObject authenticator() {
    return schema(
        AuthenticatorJson.SCHEMA,
        "Authenticator",
        status(),
        reference("owner", IMMUTABLE),
        reference("policy", IMMUTABLE),
        complex(
            "statistics",
            READ_ONLY,
            number("consecutiveFailed"),
            number("consecutiveSuccess"),
            number("maximumNumberOfUsages"),
            number("totalFailed"),
            number("totalSuccess"),
            time("lastSuccessfulDate", READ_ONLY)),
        reference("lastSuccessfulDevice", READ_ONLY),
        text("activationCode", "writeOnly"));
  }

  private static JsonObject password() {
    return schema(
        ScimBody.PASSWORD,
        "Password of an authenticator",
        text("username", READ_ONLY),
        text("password", "writeOnly").put("returned", "never"));
  }

  private static JsonObject device() {
    return schema(
        DeviceJson.SCHEMA,
        "Device",
        text("type", IMMUTABLE).put("required", true),
        text("friendlyName", READ_WRITE),
        status(),
        reference("owner", READ_WRITE));
  }

  private static JsonObject status() {
    return complex(
        "status",
        READ_WRITE,
        text("status", READ_WRITE),
        flag("active", READ_ONLY),
        time("startDate", READ_WRITE),
        time("expiryDate", READ_WRITE));
  }

  private static JsonObject reference(String name, String mutability) {
    return complex(
        name,
        mutability,
        text("type", READ_ONLY),
        text("display", mutability),
        text("value", mutability),
        text("$ref", READ_ONLY),
        text("location", READ_ONLY));
  }

  private static JsonObject schema(String id, String name, JsonObject... attributes) {
    return new JsonObject()
        .put("schemas", Scim.schemas("urn:ietf:params:scim:schemas:core:2.0:Schema"))
        .put("id", id)
        .put("name", name)
        .put("description", name)
        .put("attributes", new JsonArray(List.of(attributes)));
  }

  private static JsonObject text(String name, String mutability) {
    return attribute(name, "string", mutability).put("caseExact", false).put("uniqueness", "none");
  }

  private static JsonObject flag(String name, String mutability) {
    return attribute(name, "boolean", mutability);
  }

  private static JsonObject time(String name, String mutability) {
    return attribute(name, "dateTime", mutability);
  }

  private static JsonObject number(String name) {
    return attribute(name, "integer", READ_ONLY).put("uniqueness", "none");
  }

  private static JsonObject complex(String name, String mutability, JsonObject... parts) {
    return attribute(name, "complex", mutability)
        .put("subAttributes", new JsonArray(List.of(parts)));
  }

  private static JsonObject many(JsonObject attribute) {
    return attribute.put("multiValued", true);
  }

  private static JsonObject attribute(String name, String type, String mutability) {
    return new JsonObject()
        .put("name", name)
        .put("type", type)
        .put("multiValued", false)
        .put("description", name)
        .put("required", false)
        .put("mutability", mutability)
        .put("returned", "default");
  }
}
