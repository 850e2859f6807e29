package io.tetrapylon.dialect.mobile;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.DeviceProof;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.device.protocol.TestPhone;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** An enrolled phone and its requests. */
record PhoneClient(TestPhone phone, String tenant, UUID device) {
  /** The claims of a proof that says everything right. */
  JsonObject claims(String method, String path, String body) {
    var hash = Sha256.of(body.getBytes(StandardCharsets.UTF_8));
    return new JsonObject()
        .put("sub", device.toString())
        .put("tid", tenant)
        .put("htm", method)
        .put("htu", path)
        .put("bh", Base64Url.text(hash))
        .put("iat", Instant.now().getEpochSecond())
        .put("jti", UUID.randomUUID().toString());
  }

  String proof(JsonObject claims) {
    return "Device " + phone.jws(DeviceProof.TYPE, claims);
  }

  /** Sends with a good proof. */
  ValidatableResponse send(String method, String path, String body) {
    return send(proof(claims(method, path, body)), method, path, body);
  }

  static ValidatableResponse send(String authorization, String method, String path, String body) {
    var request = given().header("Authorization", authorization);
    if (!body.isEmpty()) {
      request.contentType("application/json").body(body);
    }
    return request.request(method, path).then();
  }
}
