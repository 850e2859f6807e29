package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.StoredOathToken;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An OATH credential as it travels. The secret is the sealed one, as it is stored; the URI, which
 * holds the plain one, is there in the answer to its making alone.
 */
@Schema(name = "NevisOathCredential")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OathBody(
    @JsonUnwrapped CredentialBody credential,
    @Nullable String uri,
    String issuer,
    String authenticationMethod,
    String hashingAlgorithm,
    int digits,
    int period,
    long counter,
    String secret,
    String label) {

  /**
   * What a token is shown with.
   *
   * @param around what any credential is shown with
   * @param issuer who it is for
   * @param sealed its secret as it is stored
   */
  record With(CredentialBody.Around around, String issuer, byte[] sealed) {}

  static OathBody of(StoredOathToken token, With with) {
    var is = token.parameters();
    return new OathBody(
        CredentialBody.of(token.credential(), with.around()),
        null,
        with.issuer(),
        is.method().name(),
        is.algorithm().name(),
        is.digits(),
        is.period(),
        is.method() == OathMethod.HOTP ? token.counter() : 0,
        Base64.getEncoder().encodeToString(with.sealed()),
        token.credential().label());
  }

  /** The same with what carries it to an app. */
  OathBody with(String otpauth) {
    return new OathBody(
        credential,
        otpauth,
        issuer,
        authenticationMethod,
        hashingAlgorithm,
        digits,
        period,
        counter,
        secret,
        label);
  }

  @Override
  public String toString() {
    return "NevisOathCredential[" + credential.extId() + "]";
  }
}
