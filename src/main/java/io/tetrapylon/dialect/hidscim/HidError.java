package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.dialect.Rendering;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Every error of this API: the HTTP status, SCIM's word for it (RFC 7644 section 3.12), and a
 * number of our own, for programs.
 */
enum HidError {
  BODY_UNREADABLE(400, "invalidSyntax", 1001, "The body is not one JSON object that can be read."),
  INVALID_VALUE(400, "invalidValue", 1002, "Something in the request is not valid."),
  INVALID_FILTER(400, "invalidFilter", 1003, "The filter cannot be read."),
  INVALID_PATH(400, "invalidPath", 1004, "There is no such attribute to change."),
  MUTABILITY(400, "mutability", 1005, "This cannot be changed."),
  TOO_LARGE(413, null, 1006, "The body is too large."),
  TOKEN_INVALID(401, null, 1101, "A valid bearer token of a client is needed."),
  PERMISSION_MISSING(403, null, 1102, "The permission for this is missing."),
  UNKNOWN(404, null, 1201, "There is no such resource."),
  PATH_UNKNOWN(404, null, 1202, "There is no such path."),
  METHOD_NOT_ALLOWED(405, null, 1203, "This path does not know the method."),
  NOT_ACCEPTABLE(406, null, 1204, "The answer is to be had as application/scim+json alone."),
  MEDIA_TYPE_UNSUPPORTED(415, null, 1205, "The body must be application/scim+json."),
  UNIQUENESS(409, "uniqueness", 1301, "There is one already."),
  VERSION_STALE(412, null, 1302, "It has changed since the version that If-Match names."),
  REFUSED(403, null, 1401, "That is refused."),
  LIMITED(429, null, 1402, "Too much was asked for; try again later."),
  FEATURE_OFF(403, null, 1403, "The tenant has switched that off."),
  DIRECTORY(502, null, 1501, "The directory cannot be asked."),
  UNAVAILABLE(503, null, 1502, "Try again later."),
  INTERNAL(500, null, 1503, "Something went wrong that is not the caller's doing.");

  static final String MEDIA_TYPE = "application/scim+json";
  private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

  private final int status;
  private final @Nullable String scimType;
  private final int code;
  private final String sentence;

  HidError(int status, @Nullable String scimType, int code, String sentence) {
    this.status = status;
    this.scimType = scimType;
    this.code = code;
    this.sentence = sentence;
  }

  /** The answer in its own words. */
  Rendering rendering() {
    return rendering(sentence);
  }

  /** The answer in other words. */
  Rendering rendering(String detail) {
    var body =
        new JsonObject()
            .put("schemas", new JsonArray().add(SCHEMA))
            .put("status", Integer.toString(status));
    if (scimType != null) {
      body.put("scimType", scimType);
    }
    body.put("detail", detail).put("errorCode", code);
    var rendering = Rendering.of(status, MEDIA_TYPE, body.encode());
    return status == 401 ? rendering.with("WWW-Authenticate", "Bearer") : rendering;
  }
}
