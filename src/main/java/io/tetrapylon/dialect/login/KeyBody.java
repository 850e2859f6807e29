package io.tetrapylon.dialect.login;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.credential.fido2.Assertion;
import io.tetrapylon.credential.fido2.Registration;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What travels in ceremonies. What a browser answers is taken as {@code PublicKeyCredential.toJSON}
 * writes it; members that say again what the others say are ignored.
 */
final class KeyBody {
  private static final int LONGEST_LOGIN = 320;

  private KeyBody() {}

  /**
   * Begins the registration of a credential.
   *
   * @param login whose it will be: user name or e-mail address
   * @param rpId a relying party of the tenant; its first, when it is left out
   */
  @Schema(name = "BeginRegistration")
  record BeginRegistration(@Nullable String login, @Nullable String rpId) {
    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }
  }

  /**
   * Begins the activation of an imported credential.
   *
   * @param login whose it is
   * @param credentialId by which authenticators know it, in base64url
   */
  @Schema(name = "BeginActivation")
  record BeginActivation(@Nullable String login, @Nullable String credentialId) {
    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    byte[] checkedId() {
      return bytes("credentialId", credentialId);
    }
  }

  /**
   * Begins an authentication.
   *
   * @param login who it shall be; left out, the credential says (a passkey)
   * @param password where the policy wants one
   * @param rpId a relying party of the tenant; its first, when it is left out
   * @param address the end user's address
   */
  @Schema(name = "BeginAuthentication")
  record BeginAuthentication(
      @Nullable String login,
      @Nullable String password,
      @Nullable String rpId,
      @Nullable String address) {
    boolean isPasskey() {
      Member.check(login != null || password == null, "password", "needs a login.");
      return login == null;
    }

    String checkedLogin() {
      return Member.text("login", login, LONGEST_LOGIN);
    }

    @Nullable Secret secret() {
      return password == null || password.isEmpty() ? null : Secret.of(password);
    }

    String origin() {
      return address == null ? "" : address;
    }
  }

  /**
   * Ends the registration of a credential.
   *
   * @param credential what the browser answered
   * @param friendlyName what its owner calls it
   */
  @Schema(name = "EndRegistration")
  record EndRegistration(@Nullable Made credential, @Nullable String friendlyName) {
    Registration registration() {
      var response = credential == null ? null : credential.response();
      if (response == null) {
        throw Member.invalid("credential", "is missing.");
      }
      return new Registration(
          bytes("attestationObject", response.attestationObject()),
          bytes("clientDataJSON", response.clientDataJSON()),
          response.transports() == null ? List.of() : response.transports(),
          friendlyName);
    }
  }

  /** {@code RegistrationResponseJSON}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Made(@Nullable MadeResponse response) {}

  /** {@code AuthenticatorAttestationResponseJSON}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record MadeResponse(
      @Nullable String clientDataJSON,
      @Nullable String attestationObject,
      @Nullable List<String> transports) {}

  /**
   * Ends an activation or an authentication.
   *
   * @param credential what the browser answered
   * @param address the end user's address
   */
  @Schema(name = "EndAssertion")
  record EndAssertion(@Nullable Used credential, @Nullable String address) {
    Assertion assertion() {
      var response = credential == null ? null : credential.response();
      if (credential == null || response == null) {
        throw Member.invalid("credential", "is missing.");
      }
      var handle = response.userHandle();
      return Assertion.read(
          bytes("id", credential.id()),
          bytes("clientDataJSON", response.clientDataJSON()),
          bytes("authenticatorData", response.authenticatorData()),
          bytes("signature", response.signature()),
          handle == null || handle.isEmpty() ? null : bytes("userHandle", handle));
    }

    String origin() {
      return address == null ? "" : address;
    }
  }

  /** {@code AuthenticationResponseJSON}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Used(@Nullable String id, @Nullable UsedResponse response) {}

  /** {@code AuthenticatorAssertionResponseJSON}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record UsedResponse(
      @Nullable String clientDataJSON,
      @Nullable String authenticatorData,
      @Nullable String signature,
      @Nullable String userHandle) {}

  /**
   * A credential as its owner's front end sees it.
   *
   * @param credentialId by which authenticators know it, in base64url
   * @param state {@code initial} until its owner proved to have it, then {@code active}
   * @param friendlyName what its owner calls it
   * @param rpId the relying party that it is for
   * @param aaguid the model of its authenticator
   * @param attestation what its attestation was worth: {@code unverified, none, self, certified,
   *     trusted}
   */
  @Schema(name = "Key")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String credentialId,
      String state,
      @Nullable String friendlyName,
      String rpId,
      String aaguid,
      String attestation) {
    static View of(StoredFido2Credential credential) {
      return new View(
          credential.webauthnId(),
          credential.credential().state().name().toLowerCase(Locale.ROOT),
          credential.friendlyName(),
          credential.rpId(),
          credential.aaguid().toString(),
          credential.attestation().name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Who somebody is.
   *
   * @param authorized always true
   * @param userId the user's internal id
   * @param username what the user is called
   */
  @Schema(name = "Authenticated")
  record Identified(boolean authorized, String userId, String username) {}

  private static byte[] bytes(String member, @Nullable String text) {
    try {
      if (text != null && !text.isEmpty()) {
        return Base64.getUrlDecoder().decode(text);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw Member.invalid(member, "is not base64url.");
  }
}
