package io.tetrapylon.credential.fido2;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The import that STA's documentation shows: it passes no ceremony, but it can be parsed. */
final class StaSample {
  static final String RP_ID = "my.rp.com";

  private StaSample() {}

  static Fido2Import offered() {
    var attestation = attestation();
    return new Fido2Import(
        Base64.getUrlDecoder().decode(attestation.getString("attestationObject")),
        Base64.getUrlDecoder().decode(attestation.getString("clientDataJson")),
        "My_TouchPass_B");
  }

  private static JsonObject attestation() {
    try {
      var text =
          Files.readString(
              Path.of("src/test/resources/webauthn/sta-sample.json"), StandardCharsets.UTF_8);
      return new JsonObject(text).getJsonObject("metadata").getJsonObject("attestation");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
