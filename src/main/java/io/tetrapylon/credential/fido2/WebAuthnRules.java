package io.tetrapylon.credential.fido2;

import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a tenant takes besides what its attestation policy says.
 *
 * @param allowedModels the AAGUIDs of models that may be registered or imported; none means any
 * @param deniedModels those that may not, whatever else is said
 * @param extraOrigins pages and apps that may speak for the relying parties besides their own
 *     pages, as browsers write them, such as {@code https://login.example.com} or {@code
 *     android:apk-key-hash:…}
 */
public record WebAuthnRules(
    Set<UUID> allowedModels, Set<UUID> deniedModels, List<String> extraOrigins) {
  /** Any model, and no other page. */
  public static final WebAuthnRules DEFAULT = new WebAuthnRules(Set.of(), Set.of(), List.of());

  private static final int MOST_MODELS = 1000;
  private static final int MOST_ORIGINS = 20;

  /** Refuses what cannot be. */
  public WebAuthnRules {
    allowedModels = Set.copyOf(allowedModels);
    deniedModels = Set.copyOf(deniedModels);
    extraOrigins = List.copyOf(extraOrigins);
    Member.check(allowedModels.size() <= MOST_MODELS, "allowedModels", "must be at most 1000.");
    Member.check(deniedModels.size() <= MOST_MODELS, "deniedModels", "must be at most 1000.");
    Member.check(extraOrigins.size() <= MOST_ORIGINS, "extraOrigins", "must be at most 20.");
    extraOrigins.forEach(WebAuthnRules::checkOrigin);
  }

  private static void checkOrigin(String origin) {
    Member.text("extraOrigins", origin, 300);
    Member.check(
        origin.startsWith("https://") || origin.matches("(android|ios):[!-~]+"),
        "extraOrigins",
        "must be https, or an app's.");
  }

  /** Reads the row as JSON. */
  static WebAuthnRules read(JsonObject row) {
    return new WebAuthnRules(
        models(row, "allowed_models"),
        models(row, "denied_models"),
        row.getJsonArray("extra_origins").stream().map(String.class::cast).toList());
  }

  private static Set<UUID> models(JsonObject row, String column) {
    return row.getJsonArray(column).stream()
        .map(aaguid -> UUID.fromString((String) aaguid))
        .collect(Collectors.toSet());
  }

  /** The row that {@link #read} reads. */
  Map<String, Object> row() {
    var row = new LinkedHashMap<String, Object>();
    row.put("allowed_models", allowedModels.toArray(UUID[]::new));
    row.put("denied_models", deniedModels.toArray(UUID[]::new));
    row.put("extra_origins", extraOrigins.toArray(String[]::new));
    return row;
  }

  /** Whether a model may be taken. */
  boolean takes(UUID aaguid) {
    return !deniedModels.contains(aaguid)
        && (allowedModels.isEmpty() || allowedModels.contains(aaguid));
  }
}
