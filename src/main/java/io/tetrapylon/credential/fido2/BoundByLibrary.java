package io.tetrapylon.credential.fido2;

import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AbstractCOSEKey;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.Curve;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.AndroidKeyAttestationStatement;
import com.webauthn4j.data.attestation.statement.AndroidSafetyNetAttestationStatement;
import com.webauthn4j.data.attestation.statement.AppleAnonymousAttestationStatement;
import com.webauthn4j.data.attestation.statement.AttestationCertificatePath;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.COSEKeyOperation;
import com.webauthn4j.data.attestation.statement.COSEKeyType;
import com.webauthn4j.data.attestation.statement.FIDOU2FAttestationStatement;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.data.attestation.statement.Response;
import com.webauthn4j.data.attestation.statement.TPMAttestationStatement;
import com.webauthn4j.data.attestation.statement.TPMEccCurve;
import com.webauthn4j.data.attestation.statement.TPMGenerated;
import com.webauthn4j.data.attestation.statement.TPMIAlgHash;
import com.webauthn4j.data.attestation.statement.TPMIAlgPublic;
import com.webauthn4j.data.attestation.statement.TPMISTAttest;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorInputs;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.authenticator.HMACGetSecretAuthenticatorInput;
import com.webauthn4j.data.jws.JWAIdentifier;
import com.webauthn4j.data.jws.JWSHeader;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What webauthn4j binds by annotations, which a native image has to be told of. */
@RegisterForReflection(
    targets = {
      AttestationObject.class,
      AbstractCOSEKey.class,
      COSEKey.class,
      Curve.class,
      EC2COSEKey.class,
      EdDSACOSEKey.class,
      RSACOSEKey.class,
      AndroidKeyAttestationStatement.class,
      AndroidSafetyNetAttestationStatement.class,
      AppleAnonymousAttestationStatement.class,
      AttestationCertificatePath.class,
      COSEAlgorithmIdentifier.class,
      COSEKeyOperation.class,
      COSEKeyType.class,
      FIDOU2FAttestationStatement.class,
      NoneAttestationStatement.class,
      PackedAttestationStatement.class,
      Response.class,
      TPMAttestationStatement.class,
      TPMEccCurve.class,
      TPMGenerated.class,
      TPMIAlgHash.class,
      TPMIAlgPublic.class,
      TPMISTAttest.class,
      AuthenticationExtensionsAuthenticatorInputs.class,
      AuthenticationExtensionsAuthenticatorOutputs.class,
      HMACGetSecretAuthenticatorInput.class,
      JWAIdentifier.class,
      JWSHeader.class
    })
final class BoundByLibrary {
  private BoundByLibrary() {}
}
