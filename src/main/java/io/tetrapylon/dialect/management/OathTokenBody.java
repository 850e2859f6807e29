package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tetrapylon.credential.oath.Base32Secret;
import io.tetrapylon.credential.oath.NewOathToken;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.OathSettings;
import io.tetrapylon.credential.oath.OathTokens;
import io.tetrapylon.credential.oath.StoredOathToken;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.tetrapylon.kernel.Secret;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An OATH token as it travels. */
final class OathTokenBody {
  private OathTokenBody() {}

  /**
   * A token to be made; what is left out is what authenticator apps take for granted. The secret is
   * base32; without one it is made.
   */
  @Schema(name = "OathTokenDraft")
  record Draft(
      @Nullable String label,
      @Nullable OathMethod method,
      @Nullable OathAlgorithm algorithm,
      @Nullable Integer digits,
      @Nullable Integer period,
      @Nullable Long counter,
      @Nullable String secret,
      @Nullable String policy,
      @Nullable String externalId,
      @Nullable ValidityBody validity) {

    NewOathToken toNew() {
      return new NewOathToken(
          Member.text("label", label, 200),
          parameters(),
          secret(secret),
          counter == null ? 0 : counter,
          policy,
          externalId,
          ValidityBody.toValidity(validity));
    }

    private OathParameters parameters() {
      var usual = OathParameters.USUAL;
      return new OathParameters(
          Objects.requireNonNullElse(method, usual.method()),
          Objects.requireNonNullElse(algorithm, usual.algorithm()),
          Objects.requireNonNullElse(digits, usual.digits()),
          Objects.requireNonNullElse(period, usual.period()));
    }

    private static @Nullable Secret secret(@Nullable String base32) {
      return base32 == null ? null : Reading.of("secret", () -> Base32Secret.parse(base32));
    }

    @Override
    public String toString() {
      return "OathTokenDraft[***]";
    }
  }

  /** What a token is called from now on, under which policy and how long it is good. */
  @Schema(name = "OathTokenSettings")
  record Settings(
      @Nullable String label, @Nullable String policy, @Nullable ValidityBody validity) {
    OathSettings toSettings() {
      return new OathSettings(
          Member.text("label", label, 200),
          Member.text("policy", policy, 64),
          ValidityBody.toValidity(validity));
    }
  }

  /** Two codes that the token showed one after the other. */
  @Schema(name = "OathCodes")
  record Codes(@Nullable String first, @Nullable String second) {
    String checkedFirst() {
      return Member.text("first", first, 8);
    }

    String checkedSecond() {
      return Member.text("second", second, 8);
    }

    @Override
    public String toString() {
      return "OathCodes[***]";
    }
  }

  /** A token as it stands, without its secret. */
  @Schema(name = "OathToken")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      @JsonUnwrapped CredentialBody credential,
      String policy,
      OathMethod method,
      OathAlgorithm algorithm,
      int digits,
      int period,
      @Nullable Long counter) {
    static View of(StoredOathToken token) {
      var parameters = token.parameters();
      return new View(
          CredentialBody.of(token.credential()),
          token.policyCode(),
          parameters.method(),
          parameters.algorithm(),
          parameters.digits(),
          parameters.period(),
          parameters.method() == OathMethod.HOTP ? token.counter() : null);
    }

    long version() {
      return credential.version();
    }
  }

  /** A token that was just made, with the otpauth text for an app, which is not told again. */
  @Schema(name = "NewOathToken")
  record Created(@JsonUnwrapped View token, String uri) {
    static Created of(OathTokens.Created created) {
      return new Created(View.of(created.token()), created.uri().text());
    }

    @Override
    public String toString() {
      return "NewOathToken[***]";
    }
  }

  /** All tokens of a user: they are few, so there are no pages. */
  @Schema(name = "OathTokens")
  record Several(List<View> items) {
    static Several of(List<StoredOathToken> all) {
      return new Several(all.stream().map(View::of).toList());
    }
  }
}
