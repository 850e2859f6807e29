package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tetrapylon.credential.Credential;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A set of recovery codes as it travels; the codes are there in the answer to its making alone. */
@Schema(name = "NevisRecoveryCodes")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecoveryCodesBody(
    @JsonUnwrapped CredentialBody credential, int remainingCodes, @Nullable List<String> codes) {

  static RecoveryCodesBody of(Credential credential, int unused, CredentialBody.Around around) {
    return new RecoveryCodesBody(CredentialBody.of(credential, around), unused, null);
  }

  /** The same with the codes. */
  RecoveryCodesBody with(List<String> shown) {
    return new RecoveryCodesBody(credential, remainingCodes, shown);
  }

  @Override
  public String toString() {
    return "NevisRecoveryCodes[" + credential.extId() + "]";
  }
}
