package io.tetrapylon.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** RSA keys and their encodings: PKCS #8 for the private, X.509 for the public half. */
final class RsaKeys {
  private static final int BITS = 2048;

  private RsaKeys() {}

  /** Takes up to a second of CPU: never on an event loop. */
  static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  static RSAPrivateKey privateKey(byte[] pkcs8) {
    try {
      return (RSAPrivateKey) factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A signing key's private half is not PKCS #8.", e);
    }
  }

  static RSAPublicKey publicKey(byte[] x509) {
    try {
      return (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(x509));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A signing key's public half is not X.509.", e);
    }
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA");
  }
}
