package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.policy.Cidr;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A directory's connections, bound as the account that searches. Whoever binds as a user on one
 * gives it back bound as that account again (the pool sees to it), so no user's rights outlive the
 * check of the password.
 */
final class LdapConnections implements AutoCloseable {
  private static final long OLDEST_MILLIS = 300_000;
  private static final int LARGEST_MESSAGE = 1 << 20;

  private final LDAPConnectionPool pool;

  LdapConnections(DirectorySettings settings, List<Cidr> networks) {
    var servers = settings.servers();
    var set =
        new FailoverServerSet(
            servers.stream().map(DirectoryUrl::host).toArray(String[]::new),
            servers.stream().mapToInt(DirectoryUrl::port).toArray(),
            sockets(settings),
            options(settings, networks),
            null,
            startTls(settings));
    var account = new SimpleBindRequest(settings.bindDn(), settings.bindPassword().bytes());
    pool = open(set, account, settings.poolSize());
    pool.setCreateIfNecessary(true);
    pool.setMaxWaitTimeMillis(1);
    pool.setMaxConnectionAgeMillis(OLDEST_MILLIS);
  }

  /** None is made before it is needed, so nothing is waited for here. */
  private static LDAPConnectionPool open(
      FailoverServerSet set, SimpleBindRequest account, int size) {
    try {
      return new LDAPConnectionPool(set, account, 0, size);
    } catch (LDAPException impossible) {
      throw new IllegalStateException("a pool without connections", impossible);
    }
  }

  private static SocketFactory sockets(DirectorySettings settings) {
    return settings.security() == Security.TLS
        ? new TrustAnchors(settings.trustAnchors()).context().getSocketFactory()
        : SocketFactory.getDefault();
  }

  private static @Nullable PostConnectProcessor startTls(DirectorySettings settings) {
    return settings.security() == Security.STARTTLS
        ? new StartTLSPostConnectProcessor(new TrustAnchors(settings.trustAnchors()).context())
        : null;
  }

  private static LDAPConnectionOptions options(DirectorySettings settings, List<Cidr> networks) {
    var options = new LDAPConnectionOptions();
    options.setNameResolver(new DirectoryAddresses(networks, settings.security() != Security.NONE));
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
    options.setConnectTimeoutMillis((int) settings.connectTimeout().toMillis());
    options.setResponseTimeoutMillis(settings.responseTimeout().toMillis());
    options.setUseSynchronousMode(true); // else each connection has a thread that reads
    options.setFollowReferrals(false);
    options.setAbandonOnTimeout(false);
    options.setBindWithDNRequiresPassword(true);
    options.setMaxMessageSize(LARGEST_MESSAGE);
    return options;
  }

  /** What is done on one connection. */
  interface Work<T> {
    T on(LDAPConnection connection) throws LDAPException;

    /** Whether it binds as somebody else, so that the connection is bound as the account again. */
    default boolean rebinds() {
      return false;
    }
  }

  /**
   * Does the work on a connection that is bound as the account. One that turns out to be dead is
   * replaced once: a server may have closed it while nobody looked.
   */
  <T> T on(Work<T> work) {
    try {
      var connection = pool.getConnection();
      try {
        return attempt(connection, work);
      } catch (LDAPException failure) {
        if (!isGone(failure)) {
          throw failure;
        }
        return attempt(pool.getConnection(), work);
      }
    } catch (LDAPException failure) {
      throw DirectoryFailure.of(failure);
    }
  }

  private <T> T attempt(LDAPConnection connection, Work<T> work) throws LDAPException {
    boolean usable = false;
    try {
      T done = work.on(connection);
      usable = true;
      return done;
    } catch (DirectoryFailure answered) {
      usable = true;
      throw answered;
    } catch (LDAPException failure) {
      usable = failure.getResultCode().isConnectionUsable();
      throw failure;
    } finally {
      giveBack(connection, usable, work.rebinds());
    }
  }

  private void giveBack(LDAPConnection connection, boolean usable, boolean rebind) {
    if (!usable) {
      pool.releaseDefunctConnection(connection);
    } else if (rebind) {
      pool.releaseAndReAuthenticateConnection(connection);
    } else {
      pool.releaseConnection(connection);
    }
  }

  private static boolean isGone(LDAPException failure) {
    return failure.getResultCode().equals(ResultCode.SERVER_DOWN);
  }

  @Override
  public void close() {
    pool.close();
  }
}
