package io.tetrapylon.credential.uaf.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys are taken: curve, form, strength. */
class UafPublicKeyTest {
  private static final TestAuthenticator ELLIPTIC = TestAuthenticator.of(1);
  private static final TestAuthenticator RSA = TestAuthenticator.of(8, 1);

  @Test
  void eachFormOfTheRegistryIsRead() {
    assertInstanceOf(EllipticKey.class, UafPublicKey.read(ELLIPTIC.rawKey()));
    assertInstanceOf(RsaKey.class, UafPublicKey.read(RSA.rawKey()));
    assertInstanceOf(EllipticKey.class, UafPublicKey.read(ELLIPTIC.pemKey()));
    assertInstanceOf(RsaKey.class, UafPublicKey.read(RSA.pemKey()));
  }

  private static void refused(byte[] key) {
    var text = Base64.getEncoder().encodeToString(key);
    assertThrows(IllegalArgumentException.class, () -> UafPublicKey.read(text));
  }

  @Test
  void aPointBesideTheCurveIsRefused() {
    var point = Base64.getUrlDecoder().decode(ELLIPTIC.rawKey());
    point[64] ^= 1;
    refused(point);
    refused(Arrays.copyOf(point, 64));
    refused(new byte[65]);
    var infinity = new byte[65];
    infinity[0] = 4;
    refused(infinity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp384r1", "secp521r1"})
  void anotherCurveIsRefused(String curve) throws GeneralSecurityException {
    var maker = KeyPairGenerator.getInstance("EC");
    maker.initialize(new ECGenParameterSpec(curve));
    refused(maker.generateKeyPair().getPublic().getEncoded());
  }

  @Test
  void anotherKindOfKeyIsRefused() throws GeneralSecurityException {
    refused(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
    refused(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic().getEncoded());
  }

  @ParameterizedTest
  @CsvSource({"1024, 65537", "1536, 65537", "2048, 3", "2048, 17"})
  void aWeakRsaKeyIsRefused(int bits, long exponent) throws GeneralSecurityException {
    refused(rsa(bits, exponent).getEncoded());
  }

  @Test
  void anRsaKeyOf3072BitsIsTaken() throws GeneralSecurityException {
    var text = Base64.getEncoder().encodeToString(rsa(3072, 65_537).getEncoded());

    assertInstanceOf(RsaKey.class, UafPublicKey.read(text));
  }

  private static RSAPublicKey rsa(int bits, long exponent) throws GeneralSecurityException {
    var maker = KeyPairGenerator.getInstance("RSA");
    maker.initialize(new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
    return (RSAPublicKey) maker.generateKeyPair().getPublic();
  }

  @Test
  void anExponentOrModulusThatCannotBeIsRefused() {
    var raw = Base64.getUrlDecoder().decode(RSA.rawKey());
    refused(Arrays.copyOf(raw, 256)); // no exponent
    refused(TestAuthenticator.concat(Arrays.copyOf(raw, 256), new byte[] {0})); // zero
    refused(TestAuthenticator.concat(Arrays.copyOf(raw, 256), new byte[] {1})); // one
    refused(TestAuthenticator.concat(Arrays.copyOf(raw, 256), new byte[] {1, 0, 2})); // even
    refused(TestAuthenticator.concat(new byte[256], new byte[] {1, 0, 1})); // zero
    raw[255] = (byte) (raw[255] & 0xfe);
    refused(raw); // an even modulus
  }

  @Test
  void aKeyThatIsFollowedBySomethingIsRefused() {
    var der = Base64.getMimeDecoder().decode(ELLIPTIC.pemKey().replaceAll("-----[A-Z ]+-----", ""));
    refused(Arrays.copyOf(der, der.length + 1));
    refused(Arrays.copyOf(der, der.length - 1));
    refused(new byte[] {0x30, (byte) 0x80, 0, 0});
    refused(new byte[] {0x30, 0});
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 9})
  void aSignatureInAnotherFormIsRefused(int number) {
    var signer = TestAuthenticator.of(number, 3);
    var key = UafPublicKey.read(signer.rawKey());
    var algorithm = SignatureAlgorithm.of(number);
    var message = new byte[] {1, 2, 3};
    var signature = signer.sign(message);

    assertEquals(true, key.verifies(algorithm, message, signature));
    assertFalse(key.verifies(algorithm, message, new byte[0]));
    assertFalse(key.verifies(algorithm, new byte[] {1, 2, 4}, signature));
    assertFalse(key.verifies(algorithm, message, Arrays.copyOf(signature, signature.length + 1)));
    assertFalse(key.verifies(algorithm, message, Arrays.copyOf(signature, signature.length - 1)));
    assertFalse(key.verifies(algorithm, message, TestAuthenticator.concat(new byte[1], signature)));
  }
}
