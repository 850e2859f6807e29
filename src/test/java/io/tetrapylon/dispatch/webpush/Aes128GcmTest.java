package io.tetrapylon.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.dispatch.Unfit;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.vertx.core.json.JsonObject;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of RFC 8188 and RFC 8291, and what they leave open. */
class Aes128GcmTest {
  private static final String POINT =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

  @Test
  void rfc8188Section31() {
    var coded =
        Aes128Gcm.encrypt(
            bytes("yqdlZ-tYemfogSmv7Ws5PQ"),
            bytes("I1BsxtFttlv3u_Oo94xnmw"),
            new byte[0],
            4096,
            "I am the walrus".getBytes(UTF_8));

    assertEquals(
        "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg", text(coded));
  }

  @Test
  void theReaderOfTheseTestsReadsRfc8188Section32() {
    var coded =
        bytes(
            "uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA");

    assertEquals(
        "I am the walrus", new String(Reader.read(bytes("BO3ZVPxUlnLORbVGMpbT1Q"), coded), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 100})
  void aContentOfAnyLengthComesOutOfItsRecords(int length) {
    var entropy = new RepeatingEntropy(8188);
    var content = entropy.bytes(length);
    var material = entropy.bytes(16);

    var coded = Aes128Gcm.encrypt(material, entropy.bytes(16), new byte[] {1, 2}, 25, content);

    assertArrayEquals(content, Reader.read(material, coded));
    int records = Math.max(1, (length + 7) / 8);
    assertEquals(23 + length + 17 * records, coded.length);
  }

  @Test
  void rfc8291AppendixA() {
    var ours =
        new KeyPair(
            P256.publicKey(
                bytes(
                    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
            P256.privateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")));

    var coded =
        Subscription.seal(
            keys(),
            ours,
            bytes("DGv6ra1nlYgDCS1FRnbzlw"),
            "When I grow up, I want to be a watermelon".getBytes(UTF_8));

    assertEquals(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
        text(coded));
  }

  @Test
  void aMessageFillsWhatPushServicesTakeAndNoMore() {
    var pair = P256.generate();
    var salt = new byte[16];

    assertEquals(4096, Subscription.seal(keys(), pair, salt, new byte[3993]).length);
    assertThrows(Unfit.class, () -> Subscription.seal(keys(), pair, salt, new byte[3994]));
  }

  @Test
  void aPointThatIsNotOnTheCurveIsRefused() {
    var off = bytes(POINT);
    off[64] ^= 1;

    assertThrows(IllegalArgumentException.class, () -> P256.publicKey(off));
    assertThrows(IllegalArgumentException.class, () -> P256.publicKey(new byte[65]));
    assertThrows(
        IllegalArgumentException.class, () -> P256.publicKey(Arrays.copyOf(bytes(POINT), 64)));
    assertThrows(
        Unfit.class,
        () ->
            Subscription.of(
                new JsonObject()
                    .put("endpoint", "https://x.example")
                    .put("keys", new JsonObject().put("p256dh", text(off)).put("auth", AUTH))));
  }

  private static Subscription.Keys keys() {
    return new Subscription.Keys(P256.publicKey(bytes(POINT)), bytes(AUTH));
  }

  private static byte[] bytes(String base64Url) {
    return Base64.getUrlDecoder().decode(base64Url);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
