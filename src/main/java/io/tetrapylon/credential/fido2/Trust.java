package io.tetrapylon.credential.fido2;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which roots vouch for which models of authenticators, from files: no network is needed. A gateway
 * does not start with files that it cannot use; of later ones it says so and keeps what it has.
 */
@Singleton
class Trust {
  private static final Logger LOG = Logger.getLogger(Trust.class);

  private final WebAuthnConfig config;
  private final Clock clock;
  private volatile Known known = new Known(List.of(), Metadata.NONE);

  Trust(WebAuthnConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  private record Known(List<X509Certificate> anchors, Metadata metadata) {}

  void start(@Observes StartupEvent event) {
    known = read();
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "webauthn-trust")
  void again() {
    try {
      known = read();
    } catch (RuntimeException e) {
      LOG.errorf("The trust anchors of authenticators stay as they were: %s", e.getMessage());
    }
  }

  private Known read() {
    var anchors = config.trustAnchors().map(Trust::pem).orElse(List.of());
    var metadata = config.metadata().map(this::metadata).orElse(Metadata.NONE);
    if (metadata.nextUpdate().isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
      LOG.warnf("The FIDO metadata should have been renewed by %s.", metadata.nextUpdate());
    }
    return new Known(anchors, metadata);
  }

  private Metadata metadata(Path file) {
    var roots =
        config
            .metadataRoot()
            .map(Trust::pem)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "tetrapylon.webauthn.metadata needs tetrapylon.webauthn.metadata-root."));
    try {
      var blob = new String(bytes(file), StandardCharsets.US_ASCII);
      return Metadata.read(blob, roots, clock.instant());
    } catch (RuntimeException e) {
      throw new IllegalStateException(file + " " + e.getMessage() + ".", e);
    }
  }

  private static List<X509Certificate> pem(Path file) {
    return Certificates.pem(bytes(file));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * The roots that vouch for a model.
   *
   * @param end the certificate that attests, or null
   */
  List<X509Certificate> roots(UUID aaguid, @Nullable X509Certificate end) {
    var now = known;
    var roots = new ArrayList<>(now.anchors());
    var model = model(now.metadata(), aaguid, end);
    if (model != null) {
      roots.addAll(model.roots());
    }
    return roots;
  }

  /** Whether the metadata says that a model's attestations are worth nothing any more. */
  boolean isCompromised(UUID aaguid, @Nullable X509Certificate end) {
    var model = model(known.metadata(), aaguid, end);
    return model != null && model.compromised();
  }

  private static Metadata.@Nullable Model model(
      Metadata metadata, UUID aaguid, @Nullable X509Certificate end) {
    var byId = metadata.models().get(aaguid);
    return byId == null && end != null ? metadata.keys().get(identifier(end)) : byId;
  }

  /** A key identifier as RFC 5280 section 4.2.1.2 (1) makes it. */
  private static String identifier(X509Certificate certificate) {
    var bits =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getBytes();
    var digest = new SHA1Digest();
    digest.update(bits, 0, bits.length);
    var identifier = new byte[digest.getDigestSize()];
    digest.doFinal(identifier, 0);
    return HexFormat.of().formatHex(identifier);
  }
}
