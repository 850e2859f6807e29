package io.tetrapylon.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.benmanes.caffeine.cache.Cache;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BearerIdentityTest {
  private static final int CALLERS = 1000;
  private static final int COLLECTIONS = 100;

  @Test
  void whatNoRequestHasIsNotHeldForIt() {
    // given
    var identities = BearerIdentity.identities();
    fill(identities);

    // when
    for (int i = 0; i < COLLECTIONS && identities.estimatedSize() > 0; i++) {
      System.gc();
      identities.cleanUp();
    }

    // then
    assertEquals(0, identities.estimatedSize());
  }

  /** In a frame of its own, so that the last caller is held by none. */
  private static void fill(Cache<Caller, SecurityIdentity> identities) {
    for (int i = 0; i < CALLERS; i++) {
      identities.get(
          new Caller(
              new UUID(0, 1),
              "ACC-0000001",
              new UUID(0, i),
              Caller.Kind.API_CLIENT,
              "client",
              Caller.Access.READ_WRITE,
              Set.of(),
              null,
              null),
          Callers::identity);
    }
  }
}
