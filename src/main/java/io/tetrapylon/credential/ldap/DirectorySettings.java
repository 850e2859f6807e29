package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.DN;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's directory, as an operator describes it. Each of these refuses with {@code
 * MEMBER_INVALID} what cannot be.
 *
 * @param urls 1 to 4 servers that hold the same; a later one is asked where those before are gone
 * @param security how connections are encrypted
 * @param trustAnchors certificates in PEM that the servers' chains end in; null: as Java trusts
 * @param bindDn the account that searches
 * @param bindPassword that account's password, not empty
 * @param baseDn where users are searched, with all that is below
 * @param userFilter a filter with {@code {0}} where the login goes
 * @param poolSize connections, and threads that wait for answers, 1 to 32
 * @param connectTimeout how long a connection may take to be there, 100 ms to 30 s
 * @param responseTimeout how long an answer may take, 100 ms to 30 s
 */
public record DirectorySettings(
    List<String> urls,
    Security security,
    @Nullable String trustAnchors,
    String bindDn,
    Secret bindPassword,
    String baseDn,
    String userFilter,
    int poolSize,
    Duration connectTimeout,
    Duration responseTimeout) {
  /** What rules where the operator says nothing. */
  public static final int POOL_SIZE = 4;

  /** What rules where the operator says nothing. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** What rules where the operator says nothing. */
  public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);

  private static final int MOST_SERVERS = 4;
  private static final int LARGEST_POOL = 32;
  private static final int LONGEST_DN = 1000;
  private static final int LONGEST_PASSWORD = 1024;

  /** How connections are encrypted. */
  public enum Security {
    /** From the start: {@code ldaps://}. */
    TLS,
    /** Begun in the clear and encrypted before anything is said (RFC 4511 section 4.14). */
    STARTTLS,
    /** Not at all: only towards this machine. */
    NONE;

    /** What goes without saying: encrypted, unless the server is this machine by its name. */
    public static Security usual(List<String> urls) {
      var servers = urls.stream().map(DirectoryUrl::parse).toList();
      if (servers.stream().anyMatch(DirectoryUrl::encrypted)) {
        return TLS;
      }
      return servers.stream().allMatch(DirectoryUrl::isThisMachine) ? NONE : STARTTLS;
    }
  }

  /** Checks each of them. */
  public DirectorySettings {
    urls = List.copyOf(urls);
    Member.check(
        !urls.isEmpty() && urls.size() <= MOST_SERVERS, "urls", "must be one to four URLs.");
    boolean wanted = security == Security.TLS;
    Member.check(
        urls.stream().map(DirectoryUrl::parse).allMatch(url -> url.encrypted() == wanted),
        "security",
        "is tls with ldaps://, starttls or none with ldap://.");
    new TrustAnchors(trustAnchors);
    dn("bindDn", bindDn);
    dn("baseDn", baseDn);
    Member.check(
        bindPassword.length() > 0 && bindPassword.length() <= LONGEST_PASSWORD,
        "bindPassword",
        "must have 1 to 1024 bytes.");
    new UserFilter(userFilter);
    Member.check(poolSize > 0 && poolSize <= LARGEST_POOL, "poolSize", "must be from 1 to 32.");
    timeout("connectTimeoutMillis", connectTimeout);
    timeout("responseTimeoutMillis", responseTimeout);
  }

  List<DirectoryUrl> servers() {
    return urls.stream().map(DirectoryUrl::parse).toList();
  }

  /** Whether the password of the account would go to the same servers, trusted the same way. */
  boolean talksToTheSameAs(DirectorySettings other) {
    return urls.equals(other.urls)
        && security == other.security
        && java.util.Objects.equals(trustAnchors, other.trustAnchors)
        && bindDn.equals(other.bindDn);
  }

  private static void dn(String member, String dn) {
    Member.text(member, dn, LONGEST_DN);
    Member.check(DN.isValidDN(dn), member, "must be a distinguished name.");
  }

  private static void timeout(String member, Duration timeout) {
    Member.check(
        timeout.toMillis() >= 100 && timeout.toMillis() <= 30_000,
        member,
        "must be from 100 to 30000.");
  }
}
