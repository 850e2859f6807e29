package io.tetrapylon.dialect.sta;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** What a credential management system imports. */
final class Attested {
  static final String RP_ID = "my.rp.com";
  static final byte[] AAGUID = {
    0x7a,
    (byte) 0x98,
    (byte) 0xc2,
    0x50,
    0x68,
    0x08,
    0x11,
    (byte) 0xcf,
    (byte) 0xb7,
    0x3b,
    0,
    (byte) 0xaa,
    0,
    (byte) 0xb6,
    0x77,
    (byte) 0xa7
  };
  private static final byte[] KEY = key();

  private Attested() {}

  /** The sample of the seed, made valid JSON. */
  static String sample() {
    try {
      return Files.readString(Path.of("src/test/resources/webauthn/sta-sample.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An import of an authenticator with this id and name, attested by nobody. */
  static JsonObject authenticator(byte[] id, String name) {
    var attestation =
        new JsonObject()
            .put(
                "clientDataJson",
                new JsonObject(sample())
                    .getJsonObject("metadata")
                    .getJsonObject("attestation")
                    .getString("clientDataJson"))
            .put("attestationObject", text(object(RP_ID, id)))
            .put("friendlyName", name);
    return new JsonObject()
        .put("type", "FIDO")
        .put("metadata", new JsonObject().put("attestation", attestation));
  }

  /** An id of a length that begins with a number. */
  static byte[] id(int number, int length) {
    var id = new byte[length];
    Arrays.fill(id, (byte) 0xfb); // base64url has its own letters for these
    return length < 4 ? id : ByteBuffer.wrap(id).putInt(number).array();
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** An attestation object of the format none (WebAuthn section 8.7), for a relying party. */
  static byte[] object(String rpId, byte[] id) {
    return cbor(data(rpId, id));
  }

  private static byte[] cbor(byte[] data) {
    var out = new ByteArrayOutputStream();
    out.write(0xa3);
    word(out, "fmt");
    word(out, "none");
    word(out, "attStmt");
    out.write(0xa0);
    word(out, "authData");
    out.write(0x59);
    out.write(data.length >> 8);
    out.write(data.length);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static void word(ByteArrayOutputStream out, String word) {
    out.write(0x60 + word.length());
    out.writeBytes(word.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] data(String rpId, byte[] id) {
    return ByteBuffer.allocate(32 + 1 + 4 + 16 + 2 + id.length + KEY.length)
        .put(sha256(rpId))
        .put((byte) 0x45)
        .putInt(1)
        .put(AAGUID)
        .putShort((short) id.length)
        .put(id)
        .put(KEY)
        .array();
  }

  private static byte[] key() {
    try {
      var maker = KeyPairGenerator.getInstance("EC");
      maker.initialize(new ECGenParameterSpec("secp256r1"));
      var point = ((ECPublicKey) maker.generateKeyPair().getPublic()).getW();
      var out = new ByteArrayOutputStream();
      out.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
      out.writeBytes(coordinate(point.getAffineX()));
      out.writeBytes(new byte[] {0x22, 0x58, 32});
      out.writeBytes(coordinate(point.getAffineY()));
      return out.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] coordinate(BigInteger number) {
    var bytes = number.toByteArray();
    var result = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, result, 32 - length, length);
    return result;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
