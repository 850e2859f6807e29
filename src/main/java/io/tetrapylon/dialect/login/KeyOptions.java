package io.tetrapylon.dialect.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.credential.fido2.Ceremony;
import io.tetrapylon.credential.fido2.Fido2Registrations;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import io.tetrapylon.user.User;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a page hands to the browser, in the JSON forms of WebAuthn Level 3 section 5.1: {@code
 * PublicKeyCredential.parseCreationOptionsFromJSON} and {@code parseRequestOptionsFromJSON} read
 * the member {@code publicKey} as it is.
 */
final class KeyOptions {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String TYPE = "public-key";
  private static final long TIMEOUT = Ceremony.LIFETIME * 1000L;

  /** What is asked for, the best first: ES256, EdDSA, ES384, ES512, RS256. */
  private static final List<Parameter> PARAMETERS =
      List.of(-7, -8, -35, -36, -257).stream().map(alg -> new Parameter(TYPE, alg)).toList();

  private KeyOptions() {}

  /**
   * A ceremony in which a credential is made.
   *
   * @param id by which its end names it
   * @param publicKey for {@code navigator.credentials.create}
   */
  @Schema(name = "BegunRegistration")
  record Creation(String id, CreationOptions publicKey) {
    static Creation of(Fido2Registrations.Begun begun, User user, String tenant) {
      var ceremony = begun.ceremony();
      return new Creation(
          ceremony.id().toString(),
          new CreationOptions(
              new Party(ceremony.rpId(), tenant),
              new Person(
                  text(Fido2Registrations.handle(user.id())),
                  user.profile().username(),
                  user.profile().username()),
              text(ceremony.challenge()),
              PARAMETERS,
              TIMEOUT,
              begun.present().stream().map(Descriptor::of).toList(),
              new Selection("preferred", false, "preferred"),
              begun.attested() ? "direct" : "none"));
    }
  }

  /**
   * A ceremony in which a credential is used.
   *
   * @param id by which its end names it
   * @param publicKey for {@code navigator.credentials.get}
   */
  @Schema(name = "BegunAssertion")
  record Request(String id, RequestOptions publicKey) {
    static Request of(Ceremony ceremony, List<Descriptor> allowed) {
      return new Request(
          ceremony.id().toString(),
          new RequestOptions(
              text(ceremony.challenge()),
              TIMEOUT,
              ceremony.rpId(),
              allowed,
              ceremony.userVerification() ? "required" : "preferred"));
    }
  }

  /** Section 5.4. */
  record CreationOptions(
      Party rp,
      Person user,
      String challenge,
      List<Parameter> pubKeyCredParams,
      long timeout,
      List<Descriptor> excludeCredentials,
      Selection authenticatorSelection,
      String attestation) {}

  /** Section 5.4.2. */
  record Party(String id, String name) {}

  /** Section 5.4.3. */
  record Person(String id, String name, String displayName) {}

  /** Section 5.3. */
  record Parameter(String type, int alg) {}

  /** Section 5.4.4. */
  record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

  /** Section 5.5. */
  record RequestOptions(
      String challenge,
      long timeout,
      String rpId,
      List<Descriptor> allowCredentials,
      String userVerification) {}

  /** Section 5.8.3. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Descriptor(String type, String id, @Nullable List<String> transports) {
    static Descriptor of(StoredFido2Credential credential) {
      return of(credential.webauthnId(), credential.transports());
    }

    static Descriptor of(Decision.Challenged.Key key) {
      return of(text(key.webauthnId()), key.transports());
    }

    private static Descriptor of(String id, List<String> transports) {
      return new Descriptor(TYPE, id, transports.isEmpty() ? null : transports);
    }
  }

  private static String text(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
