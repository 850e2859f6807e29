package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.keys.P256;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.UUID;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** Boxes for phones, against RFC 9180 and against another implementation. */
class HpkeTest {
  // RFC 9180 appendix A.3: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode.
  private static final byte[] INFO = hex("4f6465206f6e2061204772656369616e2055726e");
  private static final byte[] SEED =
      hex("4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e");
  private static final byte[] PLAIN =
      hex("4265617574792069732074727574682c20747275746820626561757479");
  private static final byte[] AAD = hex("436f756e742d30");
  private static final byte[] BOX =
      hex(
          "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f"
              + "951c0900be863c403ce65c9bfcb9382657222d18c45ad590bb8baa577f8619db35a36311226a896e7342"
              + "a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434");
  private static final ECPrivateKeyParameters KEY =
      P256.privateKey(
          new BigInteger("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2", 16));
  private static final byte[] POINT =
      hex(
          "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7"
              + "f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0");

  /** Made by Python's cryptography 48 for the key above. */
  private static final byte[] FOREIGN_BOX =
      hex(
          "045e10113feb71512dd5439167bf39cd14adbb4f266858667ec2aba05533db81846ff2c64ecbf416d7ff7d51"
              + "124fe6c0947864aeeb7b5794ca386900180faec4bebe5c1db3eaa9c0ac41a17b4ada81a12ae459d384d8"
              + "58e0e9839a678a60a2b0b40faee1225a");

  private static final UUID DEVICE = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final EncryptionKey TO = new EncryptionKey(POINT);

  @Test
  void theVectorOfTheStandardIsSealedAndOpened() {
    var hpke = new Hpke(HPKE.aead_AES_GCM128);

    assertArrayEquals(POINT, P256.point(P256.publicKey(KEY)));
    assertArrayEquals(BOX, hpke.seal(SEED, POINT, INFO, AAD, PLAIN));
    assertArrayEquals(PLAIN, hpke.open(KEY, INFO, AAD, BOX).orElseThrow());
  }

  @Test
  void aBoxOfAnotherImplementationIsOpened() {
    var plain = PhoneSeal.PUSH.open(DEVICE, KEY, FOREIGN_BOX).orElseThrow();

    assertEquals("what a phone is asked", new String(plain, US_ASCII));
  }

  @Test
  void aBoxIsOpenedByItsPhoneForItsPurposeOnly() {
    // given
    var entropy = new RepeatingEntropy(1);
    var box = PhoneSeal.OCRA.seal(entropy, DEVICE, TO, PLAIN);

    // then
    assertArrayEquals(PLAIN, PhoneSeal.OCRA.open(DEVICE, KEY, box).orElseThrow());
    assertTrue(PhoneSeal.PUSH.open(DEVICE, KEY, box).isEmpty());
    assertTrue(PhoneSeal.OCRA.open(new UUID(1, 2), KEY, box).isEmpty());
    assertTrue(PhoneSeal.OCRA.open(DEVICE, P256.generate(entropy), box).isEmpty());
    assertNotEquals(
        HexFormat.of().formatHex(box),
        HexFormat.of().formatHex(PhoneSeal.OCRA.seal(entropy, DEVICE, TO, PLAIN)));
  }

  @Test
  void anAlteredOrShortBoxHoldsNothing() {
    var box = PhoneSeal.PUSH.seal(new RepeatingEntropy(2), DEVICE, TO, PLAIN);

    for (int at = 0; at < box.length; at++) {
      var altered = box.clone();
      altered[at] ^= 1;
      assertFalse(PhoneSeal.PUSH.open(DEVICE, KEY, altered).isPresent(), "byte " + at);
    }
    for (int length : new int[] {0, 1, 64, 65, 80, box.length - 1}) {
      var cut = java.util.Arrays.copyOf(box, length);
      assertTrue(PhoneSeal.PUSH.open(DEVICE, KEY, cut).isEmpty(), length + " bytes");
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
