/**
 * FIDO2 credentials by WebAuthn Level 3: what an authenticator says (CBOR, authenticator data, COSE
 * keys, attestations), the ceremonies that make and activate a credential, and the administration
 * of those that there are.
 *
 * <p>The rules are pure and refuse what is malformed with an {@code IllegalArgumentException} whose
 * sentence may be told; whether a credential opens anything is decided by its row alone. It imports
 * {@code kernel, keys, audit, tenant, policy, credential}, BouncyCastle's lightweight API and, in
 * {@code Attestations} only, webauthn4j.
 */
@NullMarked
package io.tetrapylon.credential.fido2;

import org.jspecify.annotations.NullMarked;
