package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.Entry;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Which entry of the directory a credential belongs to. The id says who it is, the name where it
 * was last seen: a name that is given to somebody else later opens nothing.
 *
 * @param dn the distinguished name
 * @param attribute which attribute the id is of
 * @param id its value
 */
record Binding(String dn, IdAttribute attribute, String id) {
  /** What a credential holds that was never bound. */
  static final Secret NONE = Secret.of("{}");

  /** Of an entry; fails with {@code DIRECTORY_USER_WITHOUT_ID} where it has no id. */
  static Binding of(Entry entry) {
    for (var attribute : IdAttribute.values()) {
      var id = attribute.read(entry);
      if (id != null) {
        return new Binding(entry.getDN(), attribute, id);
      }
    }
    throw new DirectoryFailure(Reason.DIRECTORY_USER_WITHOUT_ID, "the entry has no id");
  }

  /** Whether it is the entry that is meant. */
  boolean isOf(Entry entry) {
    return id.equals(attribute.read(entry));
  }

  /** As a credential's secret. */
  Secret toSecret() {
    return Secret.of(
        new JsonObject().put("dn", dn).put("attribute", attribute.name()).put("id", id).encode());
  }

  /** Out of a credential's secret, or null where it was never bound. */
  static @Nullable Binding of(Secret secret) {
    var json = new JsonObject(secret.text());
    var attribute = IdAttribute.of(json.getString("attribute", ""));
    return attribute == null
        ? null
        : new Binding(json.getString("dn"), attribute, json.getString("id"));
  }

  /** Unique in the tenant, so that no two users are one entry. */
  String externalId() {
    return "ldap-" + id;
  }
}
