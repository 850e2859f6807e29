package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Member;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as it stood when it was read.
 *
 * @param id its internal id
 * @param code what every API calls it
 * @param settings what its operators may change
 * @param createdAt when it was made
 * @param version for optimistic locking
 */
public record Tenant(UUID id, String code, Settings settings, Instant createdAt, long version) {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
  private static final int MOST_NAMES = 100;

  /** A code that a tenant may have: 1 to 64 letters, digits, dots, underscores and hyphens. */
  public static String checkedCode(@Nullable String code) {
    if (code == null || !isCode(code)) {
      throw Member.invalid(
          "code",
          "must be 1 to 64 letters, digits, '.', '_' or '-', and begin with one of the first two.");
    }
    return code;
  }

  /** Whether a text can be a tenant's code. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** How strictly an authenticator must prove where it was made. */
  public enum Attestation {
    IMPORT_TRUSTED_CMS,
    SELF_OR_BETTER,
    TRUSTED_ONLY
  }

  /**
   * What the tenant has paid for.
   *
   * @param users seats; users beyond them, in order of creation, are overallocated
   * @param expires the last day, or null for no end
   * @param fido whether FIDO credentials may be used
   */
  public record Licence(int users, @Nullable LocalDate expires, boolean fido) {
    /** Refuses what cannot be. */
    public Licence {
      Member.check(users >= 0, "licence.users", "must be 0 or more.");
    }
  }

  /**
   * Failures in a row that lock.
   *
   * @param tokenFailures of one token, 1 to 1000
   * @param passwordFailures of a password, 1 to 1000
   */
  public record Limits(int tokenFailures, int passwordFailures) {
    /** What holds where nobody says otherwise. */
    public static final Limits DEFAULT = new Limits(3, 10);

    /** Refuses what cannot be. */
    public Limits {
      Member.check(isLimit(tokenFailures), "limits.tokenFailures", "must be 1 to 1000.");
      Member.check(isLimit(passwordFailures), "limits.passwordFailures", "must be 1 to 1000.");
    }

    private static boolean isLimit(int limit) {
      return limit >= 1 && limit <= 1000;
    }
  }

  /**
   * What its operators may change.
   *
   * @param name for people
   * @param licence what it has paid for
   * @param limits failures in a row that lock
   * @param attestation how strictly an authenticator must prove where it was made
   * @param staImport whether importing through the STA API is on
   * @param unsignedLoginHints whether a client of OpenID CIBA may name the user by a {@code
   *     login_hint_token} that it did not sign
   * @param relyingParties WebAuthn relying party ids
   * @param callbackUrl where results are posted to, https, or null for nowhere
   * @param alertUrl where alerts are posted to, https, or null for the callback's
   * @param allowedHosts hosts that may be called at all
   * @param standardLists whether lists of the HID API are called as RFC 7644 has it
   */
  public record Settings(
      String name,
      Licence licence,
      Limits limits,
      Attestation attestation,
      boolean staImport,
      boolean unsignedLoginHints,
      List<String> relyingParties,
      @Nullable String callbackUrl,
      @Nullable String alertUrl,
      List<String> allowedHosts,
      boolean standardLists) {

    /** Refuses what cannot be. */
    public Settings {
      Member.text("name", name, 200);
      relyingParties = hosts("relyingParties", relyingParties);
      allowedHosts = hosts("allowedHosts", allowedHosts);
      checkUrl("callbackUrl", callbackUrl);
      checkUrl("alertUrl", alertUrl);
    }

    /** The settings of a tenant of which no more is known. */
    public static Settings of(String name, int users) {
      return new Settings(
          name,
          new Licence(users, null, false),
          Limits.DEFAULT,
          Attestation.SELF_OR_BETTER,
          false,
          false,
          List.of(),
          null,
          null,
          List.of(),
          false);
    }

    private static List<String> hosts(String member, List<String> hosts) {
      Member.check(hosts.size() <= MOST_NAMES, member, "must be at most " + MOST_NAMES + ".");
      for (var host : hosts) {
        Member.check(HOST.matcher(host).matches(), member, "must be host names.");
      }
      return List.copyOf(hosts);
    }

    private static void checkUrl(String member, @Nullable String url) {
      if (url != null) {
        Member.text(member, url, 2000);
        Member.check(isHttps(url), member, "must be an https URL.");
      }
    }

    private static boolean isHttps(String url) {
      try {
        var uri = new URI(url);
        return "https".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && uri.getUserInfo() == null;
      } catch (java.net.URISyntaxException e) {
        return false;
      }
    }
  }
}
