package io.tetrapylon.credential.fido2;

import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.jspecify.annotations.Nullable;

/** A credential's public key (COSE_Key, RFC 9052 section 7), checked when it was read. */
final class CoseKey {
  /** The generator of P-256: a key that nobody's credential has. */
  static final CoseKey DECOY =
      stored(
          HexFormat.of()
              .parseHex(
                  "a5010203262001215820"
                      + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                      + "225820"
                      + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));

  private static final long ALG = 3;

  private final byte[] encoded;
  private final CoseAlgorithm algorithm;
  private final AsymmetricKeyParameter key;

  private CoseKey(byte[] encoded, CoseAlgorithm algorithm, AsymmetricKeyParameter key) {
    this.encoded = encoded;
    this.algorithm = algorithm;
    this.key = key;
  }

  /**
   * The key of what {@link Cbor} read.
   *
   * @param encoded the same as bytes
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static CoseKey of(@Nullable Object value, byte[] encoded) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("its public key is no map");
    }
    var algorithm = CoseAlgorithm.of(map.get(ALG));
    return new CoseKey(encoded, algorithm, algorithm.key(map));
  }

  /** The key of a row. */
  static CoseKey stored(byte[] encoded) {
    return of(Cbor.read(encoded), encoded);
  }

  CoseAlgorithm algorithm() {
    return algorithm;
  }

  /** As it is stored. */
  byte[] encoded() {
    return encoded.clone();
  }

  /** Whether a signature is this key's over the message. */
  boolean verifies(byte[] message, byte[] signature) {
    return algorithm.verifies(key, message, signature);
  }
}
