package io.tetrapylon.credential.oath;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Secret;
import java.util.UUID;

/**
 * A token with its secret, on its way out.
 *
 * @param id its credential
 * @param externalId what names it in other systems
 * @param username whose it is
 * @param label what its owner knows it by
 * @param parameters method, algorithm, digits and period
 * @param secret its secret
 * @param counter the HOTP counter that comes next; 0 for TOTP
 * @param validity from when until when it opens anything
 */
public record HandedOver(
    UUID id,
    String externalId,
    String username,
    String label,
    OathParameters parameters,
    Secret secret,
    long counter,
    Validity validity) {}
