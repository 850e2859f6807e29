package io.tetrapylon.credential.fido2;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.statement.AndroidSafetyNetAttestationStatement;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.AttestationType;
import com.webauthn4j.data.attestation.statement.CertificateBaseAttestationStatement;
import com.webauthn4j.server.CoreServerProperty;
import com.webauthn4j.verifier.CoreRegistrationObject;
import com.webauthn4j.verifier.attestation.statement.AttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.androidsafetynet.AndroidSafetyNetAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.u2f.FIDOU2FAttestationStatementVerifier;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies attestation statements (WebAuthn section 7.1 steps 21 to 24), and is the only place that
 * knows the library which does it.
 *
 * <p>The library is given nothing that was not read strictly before, and whatever it throws,
 * declared or not, is a refusal. It may take milliseconds: call it on a worker.
 */
@Singleton
class Attestations {
  private static final Logger LOG = Logger.getLogger(Attestations.class);

  private static final String U2F = "fido-u2f";
  private static final UUID NO_MODEL = new UUID(0, 0);

  private final AttestationObjectConverter converter =
      new AttestationObjectConverter(new ObjectConverter());
  private final List<AttestationStatementVerifier> verifiers =
      List.of(
          new NoneAttestationStatementVerifier(),
          new PackedAttestationStatementVerifier(),
          new TPMAttestationStatementVerifier(),
          new AndroidKeyAttestationStatementVerifier(),
          new AndroidSafetyNetAttestationStatementVerifier(),
          new FIDOU2FAttestationStatementVerifier(),
          new AppleAnonymousAttestationStatementVerifier());
  private final Trust trust;
  private final Clock clock;

  Attestations(Trust trust, Clock clock) {
    this.trust = trust;
    this.clock = clock;
  }

  /** What a statement is worth; one that is wrong is refused with {@code ATTESTATION_REFUSED}. */
  AttestationResult assess(AttestationObject object, ClientData client, String rpId) {
    try {
      return assessed(object, client, rpId);
    } catch (Refusal refused) {
      throw refused;
    } catch (RuntimeException | StackOverflowError wrong) {
      LOG.debugf("An attestation (%s) does not verify: %s", object.format(), wrong);
      throw refused("Its attestation does not verify.");
    }
  }

  private AttestationResult assessed(AttestationObject object, ClientData client, String rpId) {
    if (object.format().equals(U2F) && !object.made().aaguid().equals(NO_MODEL)) {
      throw refused("U2F knows no models, but there is one.");
    }
    var read = Objects.requireNonNull(converter.convert(object.encoded()));
    var statement = Objects.requireNonNull(read.getAttestationStatement());
    var at = at(statement);
    var registration =
        new CoreRegistrationObject(
            read, object.encoded(), client.hash(), new CoreServerProperty(rpId, null), at);
    var type =
        verifiers.stream()
            .filter(each -> each.supports(registration))
            .findFirst()
            .orElseThrow(() -> refused("Its attestation is of a format that is not accepted."))
            .verify(registration);
    return worth(type, object.made().aaguid(), chain(statement), at);
  }

  /**
   * SafetyNet's answers are past when they are imported: that service has ended. They are looked at
   * as of the time that they tell themselves, under their signature.
   */
  private Instant at(AttestationStatement statement) {
    if (statement instanceof AndroidSafetyNetAttestationStatement net) {
      return Instant.ofEpochMilli(
          Objects.requireNonNull(net.getResponse().getPayload().getTimestampMs()));
    }
    return clock.instant();
  }

  private AttestationResult worth(
      AttestationType type, UUID aaguid, List<X509Certificate> chain, Instant at) {
    var end = chain.isEmpty() ? null : chain.get(0);
    if (trust.isCompromised(aaguid, end)) {
      throw refused("Its model of authenticator is known to be compromised.");
    }
    return switch (type) {
      case NONE -> AttestationResult.NONE;
      case SELF -> AttestationResult.SELF;
      case BASIC, ATT_CA ->
          Certificates.lead(chain, trust.roots(aaguid, end), at)
              ? AttestationResult.TRUSTED
              : AttestationResult.CERTIFIED;
    };
  }

  private static List<X509Certificate> chain(AttestationStatement statement) {
    return statement instanceof CertificateBaseAttestationStatement certified
        ? listed(certified.getX5c())
        : List.of();
  }

  private static List<X509Certificate> listed(@Nullable List<X509Certificate> path) {
    return path == null ? List.of() : List.copyOf(path);
  }

  private static Refusal refused(String sentence) {
    return new Refusal(Reason.ATTESTATION_REFUSED, sentence);
  }
}
