package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed texts, read strictly. */
class CompactJwsTest {
  private static final String TYPE = "answer+jws";
  private static final JsonObject PAYLOAD = new JsonObject().put("a", 1);
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private final TestPhone phone = TestPhone.es256(1);

  @Test
  void theExampleOfTheStandardIsGenuine() {
    // RFC 7515 appendix A.3
    var key =
        DeviceKey.of(
            new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
                .put("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
    var signed =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
            + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    var signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    assertTrue(key.verifies(signed.getBytes(US_ASCII), Base64Url.bytes(signature).orElseThrow()));
  }

  @Test
  void theExampleOfTheStandardForEd25519IsGenuine() {
    // RFC 8037 appendix A.2 to A.4
    var key =
        DeviceKey.of(
            new JsonObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
    var signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    var signature =
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    assertTrue(key.verifies(signed.getBytes(US_ASCII), Base64Url.bytes(signature).orElseThrow()));
    assertEquals("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", key.thumbprint());
  }

  @Test
  void whatAPhoneSignsIsGenuineWithItsOwnKeyOnly() {
    for (var own : new TestPhone[] {phone, TestPhone.ed25519(1)}) {
      var text = own.jws(TYPE, PAYLOAD);

      assertEquals(Optional.empty(), flaw(text, own.signingKey()));
      assertEquals(Optional.of(Flaw.SIGNATURE), flaw(text, another(own).signingKey()));
      assertEquals(Optional.of(Flaw.TYPE), parse(text).flaw("challenge+jws", own.signingKey()));
    }
  }

  private static TestPhone another(TestPhone phone) {
    return phone.signingKey().algorithm() == SigningAlgorithm.ES256
        ? TestPhone.es256(99)
        : TestPhone.ed25519(99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS256", "ES384", "EdDSA", "es256", "RS256", ""})
  void theAlgorithmIsTheKeysWhateverTheHeaderSays(String algorithm) {
    var header = phone.header(TYPE).put("alg", algorithm);

    assertEquals(Optional.of(Flaw.ALGORITHM), flaw(phone.jws(header, PAYLOAD), phone.signingKey()));
  }

  @Test
  void aKeyInTheHeaderCountsForNothing() {
    var stranger = TestPhone.es256(66);
    var header =
        stranger
            .header(TYPE)
            .put("jwk", stranger.signingKey().jwk())
            .put("jku", "https://example.com/keys")
            .put("kid", "anything");

    assertEquals(
        Optional.of(Flaw.SIGNATURE), flaw(stranger.jws(header, PAYLOAD), phone.signingKey()));
  }

  @Test
  void anExtensionThatNobodyKnowsIsRefused() {
    var header = phone.header(TYPE).put("crit", new io.vertx.core.json.JsonArray().add("b64"));

    assertEquals(Optional.of(Flaw.MALFORMED), flaw(phone.jws(header, PAYLOAD), phone.signingKey()));
  }

  @Test
  void aSignatureIsTwoNumbersInTheirRangeAndNothingElse() {
    var signed = "a.b".getBytes(US_ASCII);
    var good = phone.sign(signed);
    assertTrue(phone.signingKey().verifies(signed, good));

    for (var r : new BigInteger[] {BigInteger.ZERO, ORDER, ORDER.add(BigInteger.ONE), r(good)}) {
      for (var s :
          new BigInteger[] {BigInteger.ZERO, ORDER, ORDER.add(s(good).mod(BigInteger.TEN))}) {
        assertFalse(phone.signingKey().verifies(signed, pair(r, s)), r + " " + s);
        assertFalse(phone.signingKey().verifies(signed, pair(s, r)), s + " " + r);
      }
    }
    assertFalse(phone.signingKey().verifies(signed, new byte[64]));
    assertFalse(phone.signingKey().verifies(signed, new byte[0]));
    assertFalse(phone.signingKey().verifies(signed, Arrays.copyOf(good, 63)));
    assertFalse(phone.signingKey().verifies(signed, Arrays.copyOf(good, 65)));
    assertFalse(phone.signingKey().verifies(signed, der(good)));
  }

  @Test
  void aSignatureForEd25519HasItsLengthAndItsRange() {
    var ed = TestPhone.ed25519(3);
    var signed = "a.b".getBytes(US_ASCII);
    var good = ed.sign(signed);
    assertTrue(ed.signingKey().verifies(signed, good));

    for (int length : new int[] {0, 1, 63, 65, 128}) {
      assertFalse(ed.signingKey().verifies(signed, Arrays.copyOf(good, length)));
    }
    assertFalse(ed.signingKey().verifies(signed, new byte[64]));
    for (int bit = 0; bit < 512; bit++) {
      var flipped = good.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(ed.signingKey().verifies(signed, flipped), "bit " + bit);
    }
  }

  @Test
  void anyFlippedBitOfTheTextIsNoticed() {
    var text = phone.jws(TYPE, PAYLOAD);
    for (int at = 0; at < text.length(); at++) {
      for (int bit = 0; bit < 7; bit++) {
        var flipped = new StringBuilder(text);
        flipped.setCharAt(at, (char) (text.charAt(at) ^ 1 << bit));
        var jws = CompactJws.parse(flipped.toString());
        assertFalse(
            jws.isPresent() && jws.get().flaw(TYPE, phone.signingKey()).isEmpty(),
            "character " + at + " bit " + bit);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "e30",
        "e30.e30",
        "e30.e30.AA.AA",
        "e30=.e30.AA",
        "e30.e30.AB",
        "e30 .e30.AA",
        "e30.W10.AA",
        "bnVsbA.e30.AA",
        "e30.eyJhIjoxLCJhIjoyfQ.AA",
        "e30.eyJhIjoxfXs.AA",
        "e30.eyJhIjoxfSA7.AA",
        "e30.eyJhIjoi_yJ9.AA",
        "e30.e3+.AA"
      })
  void whatIsNoStrictTextIsNone(String text) {
    assertTrue(CompactJws.parse(text).isEmpty(), text);
  }

  @Test
  void aTextThatIsTooLongOrTooDeepIsNone() {
    var wide = new JsonObject().put("a", "x".repeat(CompactJws.LONGEST));
    var deep = "{\"a\":".repeat(17) + "1" + "}".repeat(17);

    assertTrue(CompactJws.parse(phone.jws(TYPE, wide)).isEmpty());
    assertTrue(CompactJws.parse("e30." + Base64Url.text(deep) + ".AA").isEmpty());
    assertTrue(CompactJws.parse("e30.e30.AA").isPresent());
  }

  private static CompactJws parse(String text) {
    return CompactJws.parse(text).orElseThrow();
  }

  private static Optional<Flaw> flaw(String text, DeviceKey key) {
    return parse(text).flaw(TYPE, key);
  }

  private static BigInteger r(byte[] signature) {
    return new BigInteger(1, Arrays.copyOf(signature, 32));
  }

  private static BigInteger s(byte[] signature) {
    return new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
  }

  private static byte[] pair(BigInteger r, BigInteger s) {
    var bytes = new byte[2 * P256.FIELD_BYTES];
    org.bouncycastle.util.BigIntegers.asUnsignedByteArray(r, bytes, 0, 32);
    org.bouncycastle.util.BigIntegers.asUnsignedByteArray(s, bytes, 32, 32);
    return bytes;
  }

  private static byte[] der(byte[] signature) {
    try {
      return new DERSequence(
              new ASN1Integer[] {new ASN1Integer(r(signature)), new ASN1Integer(s(signature))})
          .getEncoded();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
