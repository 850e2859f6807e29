package io.tetrapylon.challenge;

import io.tetrapylon.audit.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who opened a challenge: only the same caller at the same resource may ask how far it is.
 *
 * @param tenant whose
 * @param callerId the API client, or the operator
 * @param resourceId the resource's number
 * @param actor the client as the audit trail names it, with this request's id
 */
public record Owner(UUID tenant, UUID callerId, long resourceId, Actor actor) {
  /** A resource as the audit trail has it: null where none stood behind the question. */
  static @Nullable Long resource(long id) {
    return id == Question.NO_RESOURCE ? null : id;
  }
}
