package io.tetrapylon.dispatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Compact JWS (RFC 7515 section 7.1) for providers that want one; takes a millisecond of CPU. */
public enum Jws {
  RS256("RSA", "SHA256withRSA"),
  ES256("EC", "SHA256withECDSAinP1363Format");

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final String keys;
  private final String signatures;

  Jws(String keys, String signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  /** The signed text; {@code alg} is put into the header. */
  public String sign(PrivateKey key, JsonObject header, JsonObject claims) {
    var text = part(header.put("alg", name())) + "." + part(claims);
    try {
      var signature = Signature.getInstance(signatures);
      signature.initSign(key);
      signature.update(text.getBytes(US_ASCII));
      return text + "." + BASE64URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException unusable) {
      throw new Unfit("key cannot sign");
    }
  }

  /**
   * The key out of a PEM text of PKCS #8, as Google and Apple hand it out.
   *
   * @throws IllegalArgumentException when it is none, with a sentence that does not quote it
   */
  public PrivateKey privateKey(String pem) {
    var base64 =
        pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s|\\\\n", "");
    try {
      var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      return KeyFactory.getInstance(keys).generatePrivate(spec);
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw new IllegalArgumentException("must be a private key of " + keys + " in PEM, PKCS #8");
    }
  }

  private static String part(JsonObject json) {
    return BASE64URL.encodeToString(json.encode().getBytes(UTF_8));
  }
}
