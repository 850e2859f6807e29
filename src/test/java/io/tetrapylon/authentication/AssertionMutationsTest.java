package io.tetrapylon.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.fido2.Assertion;
import io.tetrapylon.credential.fido2.Ceremonies;
import io.tetrapylon.credential.fido2.Ceremony;
import io.tetrapylon.credential.fido2.SoftAuthenticator;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Caller;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A valid assertion with one thing changed is refused; the trail says for which. The unchanged one
 * is granted.
 */
@QuarkusTest
class AssertionMutationsTest {
  @Inject Fixture fixture;
  @Inject Keys keys;
  @Inject GuardedTenant given;
  @Inject Authentication authentication;
  @Inject Ceremonies ceremonies;

  Fixture.Tenant tenant;
  UUID user;
  Caller caller;
  SoftAuthenticator soft;

  @BeforeEach
  void aKey() {
    tenant = keys.tenant();
    user = fixture.user(tenant, "jdoe");
    caller =
        new Caller(
            tenant.id(),
            tenant.code(),
            new UUID(7, 7),
            Caller.Kind.API_CLIENT,
            "front-end",
            Caller.Access.READ_WRITE,
            Set.of(),
            null,
            null);
    soft = new SoftAuthenticator(-7);
    soft.counter = 5;
    keys.register(tenant, user, soft);
    soft.counter = 6;
  }

  /** How the authenticator is spoilt, and the fault that the trail tells. */
  record Mutation(String fault, String name, Consumer<SoftAuthenticator> spoil) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Mutation client(String fault, String name, UnaryOperator<JsonObject> spoil) {
    return new Mutation(fault, name, soft -> soft.client = spoil);
  }

  static Stream<Mutation> mutations() {
    return Stream.of(
        client("TYPE", "type of a registration", j -> j.put("type", "webauthn.create")),
        client("TYPE", "no known type", j -> j.put("type", "")),
        client("CHALLENGE", "another challenge", j -> j.put("challenge", "AAAA")),
        client("CHALLENGE", "a longer challenge", j -> longer(j)),
        client("ORIGIN", "another site", j -> j.put("origin", "https://evil.example")),
        client("ORIGIN", "a site that ends alike", j -> j.put("origin", "https://xlocalhost")),
        client("ORIGIN", "another scheme", j -> j.put("origin", "ftp://localhost")),
        client("ORIGIN", "an app", j -> j.put("origin", "android:apk-key-hash:AAAA")),
        client("FRAMED", "in a frame", j -> j.put("crossOrigin", true)),
        client("FRAMED", "below another page", j -> j.put("topOrigin", "https://evil.example")),
        new Mutation("RELYING_PARTY", "another party", s -> s.rpId = "other.example"),
        new Mutation("USER_ABSENT", "nobody there", s -> s.flags = SoftAuthenticator.VERIFIED),
        new Mutation("USER_UNVERIFIED", "anybody", s -> s.flags = SoftAuthenticator.PRESENT),
        new Mutation("BACKUP", "backed up", s -> s.flags |= SoftAuthenticator.BACKED_UP),
        new Mutation("BACKUP", "eligible of late", s -> s.flags |= SoftAuthenticator.ELIGIBLE),
        new Mutation("SIGNATURE", "no signature", s -> s.signature = sig -> new byte[] {1}),
        new Mutation("SIGNATURE", "a bit of it", s -> s.signature = sig -> flipped(sig, 9)),
        new Mutation("SIGNATURE", "its form", s -> s.signature = sig -> flipped(sig, 0)),
        new Mutation("SIGNATURE", "a byte more", s -> s.signature = sig -> grown(sig)),
        new Mutation("SIGNATURE", "zeros", s -> s.signature = sig -> zeros()),
        new Mutation("COUNTER", "the same counter", s -> s.counter = 5),
        new Mutation("COUNTER", "a smaller counter", s -> s.counter = 1),
        new Mutation("COUNTER", "no counter any more", s -> s.counter = 0),
        new Mutation("USER_HANDLE", "no user", s -> s.userHandle = null),
        new Mutation("USER_HANDLE", "another user", s -> s.userHandle = new byte[16]));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void itIsRefusedForWhatWasChanged(Mutation mutation) {
    mutation.spoil().accept(soft);
    var ceremony = passkey();

    var decision = decide(ceremony, read(soft.use(challenge(ceremony))));

    var reason =
        mutation.fault().equals("COUNTER") ? Reason.AUTHENTICATOR_CLONED : Reason.ASSERTION_WRONG;
    assertEquals(new Decision.Refused(reason), decision);
    assertEquals(mutation.fault(), trail("detail"));
    assertEquals(1, count("failures"));
  }

  /** What is malformed is refused before anybody looks for the ceremony, and uses none up. */
  static Stream<UnaryOperator<byte[]>> malformed() {
    return Stream.of(
        data -> new byte[0],
        data -> Arrays.copyOf(data, 36),
        AssertionMutationsTest::grown,
        data -> flagged(data, 0x45),
        data -> flagged(data, 0x85));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedDataIsNoAnswer(UnaryOperator<byte[]> spoil) {
    soft.authData = spoil;
    var used = soft.use(challenge(passkey()));

    var refusal = assertThrows(Refusal.class, () -> read(used));

    assertEquals(Reason.MEMBER_INVALID, refusal.reason());
    assertTrue(refusal.getMessage().startsWith("authenticatorData"), refusal.getMessage());
  }

  @Test
  void theUnchangedOneIsGrantedAndOnlyOnce() {
    var ceremony = passkey();
    var assertion = read(soft.use(challenge(ceremony)));

    assertEquals(new Decision.Identified(user, "jdoe"), decide(ceremony, assertion));
    assertEquals(new Decision.Refused(Reason.CEREMONY_UNKNOWN), decide(ceremony, assertion));
  }

  @Test
  void aWrongAnswerUsesTheChallengeUp() {
    var ceremony = passkey();
    soft.signature = signature -> new byte[] {1};
    decide(ceremony, read(soft.use(challenge(ceremony))));
    soft.signature = signature -> signature;

    assertEquals(
        new Decision.Refused(Reason.CEREMONY_UNKNOWN),
        decide(ceremony, read(soft.use(challenge(ceremony)))));
  }

  @Test
  void anotherUsersKeyAnswersForNobodyElse() {
    var other = fixture.user(tenant, "asmith");
    var theirs = new SoftAuthenticator(-7);
    keys.register(tenant, other, theirs);
    var asked =
        (Decision.Challenged)
            given.await(
                () ->
                    authentication.decide(
                        new Fido2Attempt.ForKey(context("jdoe"), null, "localhost")));

    var decision = decide(asked.ceremony(), read(theirs.use(challenge(asked.ceremony()))));

    assertEquals(new Decision.Refused(Reason.USER_UNKNOWN), decision);
    assertEquals(0, count("failures"));
  }

  @Test
  void aKeyOfAnotherTenantIsUnknown() {
    var foreign = keys.tenant();
    var stranger = new SoftAuthenticator(-7);
    keys.register(foreign, fixture.user(foreign, "jdoe"), stranger);
    var ceremony = passkey();

    assertEquals(
        new Decision.Refused(Reason.USER_UNKNOWN),
        decide(ceremony, read(stranger.use(challenge(ceremony)))));
  }

  private Ceremony passkey() {
    return given.await(() -> ceremonies.passkey(tenant.id(), caller.id(), Keys.ALONE, "localhost"));
  }

  private Decision decide(Ceremony ceremony, Assertion assertion) {
    return given.await(
        () ->
            authentication.decide(
                new Fido2Attempt.ByAssertion(context(""), ceremony.id(), assertion, true)));
  }

  private Attempt.Context context(String login) {
    return new Attempt.Context(caller, "request-1", Keys.ALONE, login, Origin.of("10.0.0.1"));
  }

  private static String challenge(Ceremony ceremony) {
    return SoftAuthenticator.text(ceremony.challenge());
  }

  @SuppressWarnings("unchecked")
  private static Assertion read(Map<String, Object> json) {
    var response = (Map<String, String>) json.get("response");
    var handle = response.get("userHandle");
    return Assertion.read(
        bytes((String) json.get("id")),
        bytes(response.get("clientDataJSON")),
        bytes(response.get("authenticatorData")),
        bytes(response.get("signature")),
        handle == null ? null : bytes(handle));
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private Object trail(String column) {
    return fixture.value(
        "SELECT " + column + " FROM audit_event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1",
        Tuple.of(tenant.id()));
  }

  private Object count(String column) {
    return fixture.value(
        "SELECT max(" + column + ") FROM credential WHERE tenant_id = $1 AND kind = 'FIDO2'",
        Tuple.of(tenant.id()));
  }

  private static JsonObject longer(JsonObject json) {
    return json.put("challenge", json.getString("challenge") + "AAAA");
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 1;
    return bytes;
  }

  private static byte[] grown(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  private static byte[] flagged(byte[] data, int flags) {
    data[32] = (byte) flags;
    return data;
  }

  /** A DER signature of two zeros, which some verifiers took for right. */
  private static byte[] zeros() {
    return new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0};
  }
}
