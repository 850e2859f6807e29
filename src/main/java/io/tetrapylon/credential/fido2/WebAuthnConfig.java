package io.tetrapylon.credential.fido2;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Whom attestations are trusted for. Files are read at the start and again each hour. */
@ConfigMapping(prefix = "tetrapylon.webauthn")
public interface WebAuthnConfig {
  /** A file of PEM certificates, each a root that may vouch for any model of authenticator. */
  Optional<Path> trustAnchors();

  /** The FIDO Metadata Service's BLOB (MDS 3), as a file; needs {@code metadata-root}. */
  Optional<Path> metadata();

  /** A file of PEM certificates, to one of which the BLOB's signer must lead. */
  Optional<Path> metadataRoot();
}
