package io.tetrapylon.credential.fido2;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** X.509 certificates: reading them, and whether a chain leads to a root (RFC 5280 section 6). */
final class Certificates {
  private Certificates() {}

  /** All certificates of a PEM file. */
  static List<X509Certificate> pem(byte[] file) {
    try {
      return factory().generateCertificates(new ByteArrayInputStream(file)).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("holds something that is no certificate", e);
    }
  }

  /** A certificate in DER. */
  static X509Certificate der(byte[] bytes) {
    try {
      return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("is no certificate", e);
    }
  }

  /**
   * Whether a chain, its end first, is valid at a time and leads to one of the roots; its end may
   * be one itself. Nobody is asked about revocation.
   */
  static boolean lead(List<X509Certificate> chain, Collection<X509Certificate> roots, Instant at) {
    if (chain.isEmpty() || roots.isEmpty()) {
      return false;
    }
    try {
      if (roots.contains(chain.get(0))) {
        chain.get(0).checkValidity(Date.from(at));
        return true;
      }
      var path = chain.stream().filter(each -> !roots.contains(each)).toList();
      CertPathValidator.getInstance("PKIX")
          .validate(factory().generateCertPath(path), parameters(roots, at));
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PKIXParameters parameters(Collection<X509Certificate> roots, Instant at)
      throws GeneralSecurityException {
    var anchors =
        roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    var parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    parameters.setPolicyQualifiersRejected(false);
    return parameters;
  }

  private static CertificateFactory factory() throws CertificateException {
    return CertificateFactory.getInstance("X.509");
  }
}
