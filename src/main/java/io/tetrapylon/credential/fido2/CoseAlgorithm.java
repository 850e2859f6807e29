package io.tetrapylon.credential.fido2;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that a credential may have, by their numbers in IANA's registry "COSE
 * Algorithms"; each knows the form of its keys (RFC 9053 sections 2 and 7, RFC 8230) and, as
 * WebAuthn section 5.8.5 demands, the one curve that goes with it.
 */
enum CoseAlgorithm {
  ES256(-7, () -> ecdsa(new SHA256Digest())) {
    @Override
    AsymmetricKeyParameter key(Map<?, ?> map) {
      return point(map, 1, "P-256");
    }
  },
  EDDSA(-8, Ed25519Signer::new) {
    @Override
    AsymmetricKeyParameter key(Map<?, ?> map) {
      require(map, KTY, 1L);
      require(map, CRV, 6L);
      var key = bytes(map, X, Ed25519.PUBLIC_KEY_SIZE);
      // Points of small order are refused too: everybody could sign for those.
      if (!Ed25519.validatePublicKeyFull(key, 0)) {
        throw malformed("is no public key for Ed25519");
      }
      return new Ed25519PublicKeyParameters(key);
    }
  },
  ES384(-35, () -> ecdsa(new SHA384Digest())) {
    @Override
    AsymmetricKeyParameter key(Map<?, ?> map) {
      return point(map, 2, "P-384");
    }
  },
  ES512(-36, () -> ecdsa(new SHA512Digest())) {
    @Override
    AsymmetricKeyParameter key(Map<?, ?> map) {
      return point(map, 3, "P-521");
    }
  },
  RS256(-257, () -> new RSADigestSigner(new SHA256Digest())) {
    @Override
    AsymmetricKeyParameter key(Map<?, ?> map) {
      require(map, KTY, 3L);
      var modulus = new BigInteger(1, bytes(map, -1L, null));
      var exponent = new BigInteger(1, bytes(map, -2L, null));
      int bits = modulus.bitLength();
      if (bits < 2048 || bits > 8192 || !exponent.testBit(0) || exponent.bitLength() > 32) {
        throw malformed("is an RSA key of a strength that is not accepted");
      }
      try {
        return new RSAKeyParameters(false, modulus, exponent);
      } catch (IllegalArgumentException e) {
        throw malformed("is no RSA key");
      }
    }
  };

  private static final long KTY = 1;
  private static final long CRV = -1;
  private static final long X = -2;
  private static final long Y = -3;

  private final int number;
  private final Supplier<Signer> signer;

  CoseAlgorithm(int number, Supplier<Signer> signer) {
    this.number = number;
    this.signer = signer;
  }

  /** Its number. */
  int number() {
    return number;
  }

  /** The key that a COSE_Key holds, or an {@code IllegalArgumentException}. */
  abstract AsymmetricKeyParameter key(Map<?, ?> map);

  /** Whether a signature is that key's over the message. */
  boolean verifies(AsymmetricKeyParameter key, byte[] message, byte[] signature) {
    var verifier = signer.get();
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  /** The algorithm of a number, which may be anything. */
  static CoseAlgorithm of(@Nullable Object number) {
    return Arrays.stream(values())
        .filter(each -> Long.valueOf(each.number).equals(number))
        .findFirst()
        .orElseThrow(() -> malformed("has an algorithm that is not accepted"));
  }

  /** ASN.1 DER, as WebAuthn section 6.5.5 has it. */
  private static Signer ecdsa(Digest digest) {
    return new DSADigestSigner(new ECDSASigner(), digest);
  }

  private static AsymmetricKeyParameter point(Map<?, ?> map, long curve, String name) {
    require(map, KTY, 2L);
    require(map, CRV, curve);
    var domain = new ECDomainParameters(CustomNamedCurves.getByName(name));
    int size = (domain.getCurve().getFieldSize() + 7) / 8;
    var point = new byte[1 + 2 * size];
    point[0] = 4; // uncompressed; WebAuthn section 5.8.5 allows no other
    System.arraycopy(bytes(map, X, size), 0, point, 1, size);
    System.arraycopy(bytes(map, Y, size), 0, point, 1 + size, size);
    try {
      return new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain);
    } catch (IllegalArgumentException e) {
      throw malformed("is no point of its curve");
    }
  }

  private static void require(Map<?, ?> map, long label, long value) {
    if (!Long.valueOf(value).equals(map.get(label))) {
      throw malformed("is not a key for its algorithm");
    }
  }

  private static byte[] bytes(Map<?, ?> map, long label, @Nullable Integer size) {
    if (map.get(label) instanceof byte[] bytes && (size == null || bytes.length == size)) {
      return bytes;
    }
    throw malformed("lacks a number of its size");
  }

  private static IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("its public key " + why);
  }
}
