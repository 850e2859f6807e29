package io.tetrapylon.device;

import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a user authenticates with under one credential policy: the view over the credentials there,
 * which the HID dialect calls an authenticator. It has no row of its own.
 *
 * <p>Under a policy for devices it is there as soon as the user has a phone, under whatever policy
 * that is registered; a credential without a phone under the policy says more: it makes the
 * authenticator before there is a phone, and shuts this policy alone.
 *
 * @param owner whose it is
 * @param policy which one
 * @param own the credentials under the policy, oldest first
 * @param phones under a policy for devices all of the user's phones, else none
 * @param numbers of the devices that credentials are on, by the ids of the credentials
 */
public record Authenticator(
    Owner owner,
    CredentialPolicy policy,
    List<Credential> own,
    List<Credential> phones,
    Map<UUID, Long> numbers) {

  /** Copies. */
  public Authenticator {
    own = List.copyOf(own);
    phones = List.copyOf(phones);
    numbers = Map.copyOf(numbers);
  }

  /** A user, as far as authenticators tell. */
  public record Owner(UUID id, long number, String username) {}

  /** How it was used, over all its credentials. */
  public record Use(
      long failuresInARow,
      long successesInARow,
      long failures,
      long successes,
      @Nullable Instant lastSuccessAt) {}

  /** The view over what a user has, or null where there is nothing to see. */
  static @Nullable Authenticator of(
      Owner owner, CredentialPolicy policy, List<Credential> all, Map<UUID, Long> numbers) {
    var own = all.stream().filter(each -> each.policyId().equals(policy.id())).toList();
    var phones =
        policy.settings().kind() == CredentialKind.DEVICE
            ? all.stream().filter(each -> isPhone(each, numbers)).toList()
            : List.<Credential>of();
    return own.isEmpty() && phones.isEmpty()
        ? null
        : new Authenticator(owner, policy, own, phones, numbers);
  }

  private static boolean isPhone(Credential each, Map<UUID, Long> numbers) {
    return each.kind() == CredentialKind.DEVICE && numbers.containsKey(each.id());
  }

  /** The policy's code. */
  public String code() {
    return policy.settings().code();
  }

  /** What its credentials are; of a policy without any, what they would be. */
  public CredentialKind kind() {
    return own.isEmpty() ? policy.settings().kind() : own.get(0).kind();
  }

  /** The credential that stands for a device that there is not yet, or null. */
  public @Nullable Credential placeholder() {
    return own.stream()
        .filter(
            each ->
                (each.kind() == CredentialKind.OATH || each.kind() == CredentialKind.DEVICE)
                    && !numbers.containsKey(each.id()))
        .findFirst()
        .orElse(null);
  }

  /** Whether an operator lets it be used. */
  public boolean isEnabled() {
    return !told().stream().allMatch(each -> each.state() == CredentialState.DISABLED);
  }

  /** Whether there is something to use that is neither locked nor disabled, valid now or not. */
  public boolean isActive() {
    var placeholder = placeholder();
    boolean shut =
        placeholder != null
            && kind() == CredentialKind.DEVICE
            && placeholder.state() != CredentialState.INITIAL;
    return !shut && used().stream().anyMatch(each -> each.state() == CredentialState.ACTIVE);
  }

  /** From when until when it opens anything. */
  public Validity validity() {
    return told().get(0).validity();
  }

  /** Since when there is something. */
  public Instant createdAt() {
    return told().stream().map(Credential::createdAt).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** How it was used. */
  public Use use() {
    var all = used().stream().map(Credential::statistics).toList();
    return new Use(
        all.stream().mapToLong(Credential.Statistics::failures).sum(),
        all.stream().mapToLong(Credential.Statistics::successesInARow).sum(),
        all.stream().mapToLong(Credential.Statistics::failuresTotal).sum(),
        all.stream().mapToLong(Credential.Statistics::successes).sum(),
        latest() == null ? null : latest().statistics().lastSuccessAt());
  }

  /** The number of the device that succeeded last, or null. */
  public @Nullable Long lastDevice() {
    var latest = latest();
    return latest == null ? null : numbers.get(latest.id());
  }

  private @Nullable Credential latest() {
    return used().stream()
        .filter(each -> each.statistics().lastSuccessAt() != null)
        .max(Comparator.comparing(each -> each.statistics().lastSuccessAt()))
        .orElse(null);
  }

  /**
   * A number that is another after each change of anything seen here: of a single credential its
   * version, beginning with 1.
   */
  public long version() {
    var parts = parts();
    if (parts.size() == 1) {
      return parts.iterator().next().version() + 1;
    }
    var sum = new CRC32();
    for (var each : parts) {
      sum.update((each.id() + ":" + each.version()).getBytes(StandardCharsets.US_ASCII));
    }
    return sum.getValue();
  }

  /** All credentials that are seen through it. */
  public LinkedHashSet<Credential> parts() {
    var parts = new LinkedHashSet<>(own);
    parts.addAll(phones);
    return parts;
  }

  /** What says whether it is enabled, and since when. */
  private List<Credential> told() {
    return own.isEmpty() ? phones : own;
  }

  /** What is used. */
  private List<Credential> used() {
    return phones.isEmpty() ? own : phones;
  }
}
