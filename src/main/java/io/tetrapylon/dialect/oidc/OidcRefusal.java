package io.tetrapylon.dialect.oidc;

/** A request that is refused in the words of these endpoints. */
final class OidcRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final OidcError error;

  OidcRefusal(OidcError error) {
    super(error.name(), null, false, false);
    this.error = error;
  }

  /** A request that is not valid, and why. */
  static OidcRefusal invalid(String sentence) {
    return new OidcRefusal(OidcError.INVALID_REQUEST, sentence);
  }

  private OidcRefusal(OidcError error, String sentence) {
    super(sentence, null, false, false);
    this.error = error;
  }

  /** What the caller is told. */
  OidcError error() {
    return error;
  }

  /** The whole answer. */
  io.tetrapylon.dialect.Rendering rendering() {
    var message = String.valueOf(getMessage());
    return message.equals(error.name()) ? error.rendering() : error.saying(message);
  }
}
