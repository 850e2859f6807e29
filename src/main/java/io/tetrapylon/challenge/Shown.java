package io.tetrapylon.challenge;

import io.tetrapylon.device.protocol.ChallengeText;
import io.tetrapylon.device.protocol.Sha256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user is shown of who asks. All texts are clean of control characters.
 *
 * @param machine the name of the machine that is logged in from, or empty
 * @param system its operating system, or empty
 * @param domain its domain, or empty
 * @param address the end user's address as the front end gave it, or empty
 * @param details of the transaction to be signed, in order; empty for a login
 */
public record Shown(
    String machine, String system, String domain, String address, List<Detail> details) {
  /**
   * One line of a transaction.
   *
   * @param name such as {@code Amount}
   * @param value such as {@code 100.00 CHF}
   */
  public record Detail(String name, String value) {}

  /** Copies the list. */
  public Shown {
    details = List.copyOf(details);
  }

  /** Tells contents apart, where two requests may be one; the address is not part of it. */
  public String digest() {
    var lines = json();
    lines.remove("address");
    return Sha256.text(lines.encode());
  }

  /**
   * What is signed, for the audit trail: the lines, and the SHA-256 of their JSON in base64url.
   * Null where there are none.
   */
  public @Nullable String trail() {
    if (details.isEmpty()) {
      return null;
    }
    var lines = lines();
    return new JsonObject()
        .put("sha256", Sha256.text(lines.encode()))
        .put("details", lines)
        .encode();
  }

  /** As the phone is told; what is empty is not known. */
  ChallengeText.Context context() {
    return new ChallengeText.Context(
        known(machine),
        known(system),
        known(domain),
        known(address),
        details.stream().map(d -> new ChallengeText.Detail(d.name(), d.value())).toList());
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }

  /** As the challenge's row keeps it. */
  JsonObject json() {
    return new JsonObject()
        .put("machine", machine)
        .put("system", system)
        .put("domain", domain)
        .put("address", address)
        .put("details", lines());
  }

  private JsonArray lines() {
    var lines = new JsonArray();
    details.forEach(d -> lines.add(new JsonObject().put("name", d.name()).put("value", d.value())));
    return lines;
  }

  /** Reads {@link #json}. */
  static Shown of(JsonObject json) {
    var lines =
        json.getJsonArray("details").stream()
            .map(JsonObject.class::cast)
            .map(line -> new Detail(line.getString("name"), line.getString("value")))
            .toList();
    return new Shown(
        json.getString("machine"),
        json.getString("system"),
        json.getString("domain"),
        json.getString("address"),
        lines);
  }
}
