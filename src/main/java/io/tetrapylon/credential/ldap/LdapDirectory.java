package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a directory. Every method waits for it, so it runs on {@link DirectoryThreads},
 * and fails with {@link DirectoryFailure} where there is no answer that counts.
 */
final class LdapDirectory {
  /** An entry too many shows that the filter is ambiguous. */
  private static final int MOST_ENTRIES = 2;

  /** Wrong, or of somebody who may not log in: the caller is told the same of both. */
  private static final Set<ResultCode> NOT_LET_IN =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.NO_SUCH_OBJECT,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.INVALID_DN_SYNTAX);

  private final LdapConnections connections;
  private final DirectorySettings settings;
  private final UserFilter filter;

  LdapDirectory(LdapConnections connections, DirectorySettings settings) {
    this.connections = connections;
    this.settings = settings;
    this.filter = new UserFilter(settings.userFilter());
  }

  /**
   * Whether a password is right, and where the user was found.
   *
   * @param matches whether the directory let the user in
   * @param now the entry as it is called now
   */
  record Answer(boolean matches, Binding now) {}

  /** Searches a login; fails with {@code DIRECTORY_USER_WITHOUT_DN} where nobody has it. */
  Binding find(String login) {
    return connections.on(connection -> Binding.of(only(connection, filter.of(login))));
  }

  /**
   * Checks a password by a bind (RFC 4513 section 5.1.3), after a look whether the entry still is
   * the one that the user was bound to.
   *
   * @param bound who that is, or null: whoever the login finds
   * @param password not empty: with an empty one a server lets anybody in, as nobody (section
   *     5.1.2)
   */
  Answer check(@Nullable Binding bound, String login, Secret password) {
    if (password.length() == 0) {
      throw new IllegalArgumentException("an empty password is no password");
    }
    return connections.on(new Check(bound, login, password));
  }

  /** A check of a password, which leaves the connection bound as that user, or as nobody. */
  private final class Check implements LdapConnections.Work<Answer> {
    private final @Nullable Binding bound;
    private final String login;
    private final Secret password;

    Check(@Nullable Binding bound, String login, Secret password) {
      this.bound = bound;
      this.login = login;
      this.password = password;
    }

    @Override
    public Answer on(LDAPConnection connection) throws LDAPException {
      var now =
          bound == null ? Binding.of(only(connection, filter.of(login))) : seen(connection, bound);
      return new Answer(isLetIn(connection, now.dn(), password), now);
    }

    @Override
    public boolean rebinds() {
      return true;
    }
  }

  /** Asks for the entry that all users are below: whether the settings are right. */
  void probe() {
    connections.on(
        connection -> {
          var base = entry(connection, settings.baseDn());
          if (base == null) {
            throw new DirectoryFailure(Reason.DIRECTORY_MISCONFIGURED, "there is no baseDn");
          }
          return base;
        });
  }

  /** The entry where it was last seen, or where it has moved to. */
  private Binding seen(LDAPConnection connection, Binding bound) throws LDAPException {
    var there = entry(connection, bound.dn());
    if (there != null && bound.isOf(there)) {
      return bound;
    }
    return new Binding(
        only(connection, bound.attribute().filter(bound.id())).getDN(),
        bound.attribute(),
        bound.id());
  }

  private @Nullable SearchResultEntry entry(LDAPConnection connection, String dn)
      throws LDAPException {
    try {
      var found = connection.search(request(dn, SearchScope.BASE, Filter.present("objectClass")));
      return found.getEntryCount() == 0 ? null : found.getSearchEntries().get(0);
    } catch (LDAPSearchException failure) {
      if (failure.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return null;
      }
      throw failure;
    }
  }

  private SearchResultEntry only(LDAPConnection connection, Filter wanted) throws LDAPException {
    var found = search(connection, wanted);
    if (found.size() > 1) {
      throw new DirectoryFailure(Reason.DIRECTORY_MISCONFIGURED, "the filter finds several users");
    }
    if (found.isEmpty()) {
      throw new DirectoryFailure(Reason.DIRECTORY_USER_WITHOUT_DN, "the filter finds nobody");
    }
    return found.get(0);
  }

  /** A referral among the results is not followed, and no entry. */
  private java.util.List<SearchResultEntry> search(LDAPConnection connection, Filter wanted)
      throws LDAPException {
    try {
      return connection
          .search(request(settings.baseDn(), SearchScope.SUB, wanted))
          .getSearchEntries();
    } catch (LDAPSearchException failure) {
      if (failure.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return failure.getSearchEntries();
      }
      throw failure;
    }
  }

  private SearchRequest request(String base, SearchScope scope, Filter wanted) {
    var request = new SearchRequest(base, scope, wanted, IdAttribute.wireNames());
    request.setDerefPolicy(DereferencePolicy.NEVER);
    request.setSizeLimit(MOST_ENTRIES);
    request.setTimeLimitSeconds((int) Math.max(1, settings.responseTimeout().toSeconds()));
    request.setFollowReferrals(false);
    return request;
  }

  private static boolean isLetIn(LDAPConnection connection, String dn, Secret password)
      throws LDAPException {
    var request = new SimpleBindRequest(dn, password.bytes());
    request.setFollowReferrals(false);
    try {
      return connection.bind(request).getResultCode().equals(ResultCode.SUCCESS);
    } catch (LDAPException failure) {
      if (NOT_LET_IN.contains(failure.getResultCode())) {
        return false;
      }
      throw failure;
    }
  }
}
