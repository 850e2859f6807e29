package io.tetrapylon.credential.ldap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tetrapylon.kernel.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom a connection to a directory trusts.
 *
 * @param pem certificates, one after the other; null for those that Java trusts
 */
record TrustAnchors(@Nullable String pem) {
  private static final int LONGEST = 65_536;

  /** Refuses with {@code MEMBER_INVALID} what holds no certificate. */
  TrustAnchors {
    Member.check(
        pem == null || holdsCertificates(pem), "trustAnchors", "must be certificates in PEM.");
  }

  /** TLS that trusts these. */
  SSLContext context() {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(pem == null ? null : store(pem));
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("no TLS with these trust anchors", broken);
    }
  }

  private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (var certificate : read(pem)) {
      store.setCertificateEntry("anchor-" + number++, certificate);
    }
    return store;
  }

  private static boolean holdsCertificates(String pem) {
    try {
      return pem.length() <= LONGEST && !read(pem).isEmpty();
    } catch (GeneralSecurityException broken) {
      return false;
    }
  }

  private static Collection<? extends Certificate> read(String pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
  }
}
