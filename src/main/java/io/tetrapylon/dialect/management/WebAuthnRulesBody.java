package io.tetrapylon.dialect.management;

import io.tetrapylon.credential.fido2.WebAuthnRules;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which authenticators a tenant takes, and from which pages besides its relying parties' own. What
 * is left out is empty.
 *
 * @param allowedModels AAGUIDs of the only models that may be registered or imported; empty for any
 * @param deniedModels AAGUIDs of models that may not
 * @param extraOrigins pages and apps that may speak for the relying parties too
 */
@Schema(name = "WebAuthnRules")
record WebAuthnRulesBody(
    @Nullable List<String> allowedModels,
    @Nullable List<String> deniedModels,
    @Nullable List<String> extraOrigins) {

  static WebAuthnRulesBody of(WebAuthnRules rules) {
    return new WebAuthnRulesBody(
        texts(rules.allowedModels()), texts(rules.deniedModels()), rules.extraOrigins());
  }

  WebAuthnRules toRules() {
    return new WebAuthnRules(
        models("allowedModels", allowedModels),
        models("deniedModels", deniedModels),
        extraOrigins == null ? List.of() : extraOrigins);
  }

  private static List<String> texts(Set<UUID> models) {
    return models.stream().map(UUID::toString).sorted().toList();
  }

  private static Set<UUID> models(String member, @Nullable List<String> texts) {
    var models = new HashSet<UUID>();
    for (var text : texts == null ? List.<String>of() : texts) {
      models.add(Objects.requireNonNull(Wire.optionalId(member, text == null ? "" : text)));
    }
    return models;
  }
}
