package io.tetrapylon.credential.uaf;

import io.tetrapylon.credential.uaf.protocol.Facets;
import io.tetrapylon.credential.uaf.protocol.RegisteredKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A challenge that UAF authenticators were asked to sign.
 *
 * @param id by which its answer names it
 * @param userId who is asked, or null where nobody is
 * @param resourceId what is logged in to
 * @param challenge 32 random bytes
 * @param appId the application that asks
 * @param alone whether no password went before it
 * @param shown the text that the user is shown and signs, or null
 * @param facets parts of applications that the tenant lists
 */
public record UafCeremony(
    UUID id,
    @Nullable UUID userId,
    long resourceId,
    byte[] challenge,
    String appId,
    boolean alone,
    @Nullable String shown,
    List<String> facets) {
  /** How long a challenge is. */
  public static final int CHALLENGE_BYTES = 32;

  /** For how long one is good, in seconds. */
  private static final int LIFETIME = 300;

  /** The columns that {@link #read} reads, of {@code ceremony e} and {@code webauthn_rules w}. */
  public static final String COLUMNS =
      """
      e.id AS ceremony_id, e.user_id AS asked_user, e.resource_id AS asked_resource, e.challenge, e.rp_id,
      e.user_verification, e.shown, coalesce(w.extra_origins, '{}') AS extra_origins
      """;

  /** The ceremony of a row, or null where the row has none. */
  public static @Nullable UafCeremony read(Row row) {
    var id = row.getUUID("ceremony_id");
    return id == null
        ? null
        : new UafCeremony(
            id,
            row.getUUID("asked_user"),
            row.getLong("asked_resource"),
            row.getBuffer("challenge").getBytes(),
            row.getString("rp_id"),
            row.getBoolean("user_verification"),
            row.getString("shown"),
            List.of(row.getArrayOfStrings("extra_origins")));
  }

  /** What {@code CeremonyGuard.ISSUE} inserts, for the caller that alone can bring the answer. */
  public Map<String, Object> parameters(UUID tenant, UUID caller) {
    var parameters = new HashMap<String, Object>(48);
    parameters.put("tenant", tenant);
    parameters.put("ceremony", id);
    parameters.put("purpose", "UAF");
    parameters.put("ceremony_caller", caller);
    parameters.put("asked_user", userId);
    parameters.put("asked_resource", resourceId);
    parameters.put("challenge", Buffer.buffer(challenge));
    parameters.put("rp_id", appId);
    parameters.put("user_verification", alone);
    parameters.put("asked_credential", null);
    parameters.put("shown", shown);
    parameters.put("lifetime", LIFETIME);
    return parameters;
  }

  /** What an answer must be to. */
  public RegisteredKey.Asked asked() {
    return new RegisteredKey.Asked(
        id.toString(), appId, new Facets(appId, facets), challenge, shown);
  }
}
