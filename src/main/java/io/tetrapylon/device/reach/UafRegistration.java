package io.tetrapylon.device.reach;

import io.tetrapylon.credential.uaf.StoredUafCredential;
import org.jspecify.annotations.Nullable;

/**
 * A UAF credential with where its phone is reached.
 *
 * @param credential what it is and what guards it
 * @param target where its phone is reached, or null
 */
public record UafRegistration(StoredUafCredential credential, @Nullable DispatchTarget target) {}
