package io.tetrapylon.keys;

import java.io.IOException;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Keys on P-256 as they are stored: PKCS #8 for the private, X.509 for the public half. */
public final class P256Encoding {
  private P256Encoding() {}

  /** The PKCS #8 form of a private key. */
  public static byte[] pkcs8(ECPrivateKeyParameters key) {
    try {
      return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("A key on P-256 has no PKCS #8 form.", e);
    }
  }

  /** The private key of a PKCS #8 form that was stored here. */
  public static ECPrivateKeyParameters privateKey(byte[] pkcs8) {
    try {
      return P256.privateKey(((ECPrivateKeyParameters) PrivateKeyFactory.createKey(pkcs8)).getD());
    } catch (IOException e) {
      throw new IllegalStateException("A stored private key is not PKCS #8.", e);
    }
  }

  /** The X.509 form of a public key (SubjectPublicKeyInfo). */
  public static byte[] x509(ECPublicKeyParameters key) {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("A key on P-256 has no X.509 form.", e);
    }
  }

  /** The public key of an X.509 form that was stored here. */
  public static ECPublicKeyParameters publicKey(byte[] x509) {
    try {
      return P256.publicKey(P256.point((ECPublicKeyParameters) PublicKeyFactory.createKey(x509)));
    } catch (IOException e) {
      throw new IllegalStateException("A stored public key is not X.509.", e);
    }
  }
}
