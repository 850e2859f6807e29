package io.tetrapylon.credential.fido2;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What a fuzzer calls: every reader of what authenticators and browsers send, and the library
 * behind them. Whatever the bytes are, they are read or refused as declared; anything else is a
 * finding.
 *
 * <p>{@code ./mvnw test-compile exec:exec@fuzz -Pfuzz} runs it for ten minutes.
 */
public final class BoundaryFuzz {
  private static final ClientData CLIENT =
      ClientData.read(
          "{\"type\":\"webauthn.create\",\"challenge\":\"AAAA\",\"origin\":\"https://example.org\"}"
              .getBytes(StandardCharsets.UTF_8));
  private static final Attestations ATTESTATIONS =
      new Attestations(new Trust(new NoFiles(), Clock.systemUTC()), Clock.systemUTC());

  private BoundaryFuzz() {}

  /** The entry that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] data) {
    declared(() -> Cbor.read(data));
    declared(() -> AuthenticatorData.read(data));
    declared(() -> ClientData.read(data));
    declared(() -> CoseKey.stored(data));
    declared(() -> assess(AttestationObject.read(data)));
  }

  private static void assess(AttestationObject object) {
    try {
      ATTESTATIONS.assess(object, CLIENT, "example.org");
    } catch (Refusal refused) {
      if (refused.reason() != Reason.ATTESTATION_REFUSED) {
        throw refused;
      }
    }
  }

  private static void declared(Runnable reader) {
    try {
      reader.run();
    } catch (IllegalArgumentException asDeclared) {
      if (asDeclared.getMessage() == null) {
        throw new AssertionError("refused without a sentence", asDeclared);
      }
    }
  }

  /** A gateway that trusts nobody. */
  record NoFiles() implements WebAuthnConfig {
    @Override
    public Optional<Path> trustAnchors() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> metadata() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> metadataRoot() {
      return Optional.empty();
    }
  }
}
