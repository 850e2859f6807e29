package io.tetrapylon.credential.fido2;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A valid registration with one thing changed is refused, and for that thing. The unchanged one is
 * taken.
 */
@QuarkusTest
class RegistrationMutationsTest {
  private static final UUID CALLER = new UUID(7, 7);
  private static final String ATTESTATION = "Its attestation does not verify.";

  @Inject GuardedTenant given;
  @Inject Fido2Registrations registrations;

  UUID tenant;
  UUID user;
  Ceremony ceremony;

  @BeforeEach
  void aCeremony() {
    tenant = given.tenant();
    user = given.user(tenant);
    given.sql(
        """
        UPDATE tenant SET attestation = 'SELF_OR_BETTER', relying_parties = '{example.org,other.org}'
         WHERE id = $1 RETURNING id""",
        tenant);
    ceremony =
        given.await(() -> registrations.begin(tenant, CALLER, user, "example.org")).ceremony();
  }

  /** How an answer is spoilt, and what is said of it. */
  record Mutation(
      String name, BiFunction<SoftAuthenticator, String, Registration> answer, String said) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Spoilt before it is signed: everything but the one thing is right. */
  private static Mutation of(String name, Consumer<SoftAuthenticator> spoil, String said) {
    return new Mutation(
        name,
        (soft, challenge) -> {
          spoil.accept(soft);
          return answer(soft.make(challenge, "packed", soft::self));
        },
        said);
  }

  private static Mutation ofClient(String name, UnaryOperator<JsonObject> spoil, String said) {
    return of(name, soft -> soft.client = spoil, said);
  }

  private static Mutation ofKey(String name, Consumer<Map<Object, Object>> spoil, String said) {
    return of(
        name,
        soft ->
            soft.cose =
                map -> {
                  spoil.accept(map);
                  return map;
                },
        said);
  }

  private static Mutation ofData(String name, UnaryOperator<byte[]> spoil, String said) {
    return of(name, soft -> soft.authData = spoil, said);
  }

  private static Mutation ofStatement(
      String name, String format, Consumer<Map<String, Object>> spoil, String said) {
    return new Mutation(
        name,
        (soft, challenge) ->
            answer(
                soft.make(
                    challenge,
                    format,
                    (data, hash) -> {
                      var statement = new LinkedHashMap<>(soft.self(data, hash));
                      spoil.accept(statement);
                      return statement;
                    })),
        said);
  }

  private static Mutation ofObject(String name, UnaryOperator<byte[]> spoil, String said) {
    return new Mutation(
        name,
        (soft, challenge) -> {
          var made = soft.make(challenge, "packed", soft::self);
          return answer(
              new SoftAuthenticator.Made(
                  spoil.apply(made.attestationObject()), made.clientDataJson()));
        },
        said);
  }

  static Stream<Mutation> mutations() {
    return Stream.of(clients(), authenticators(), keys(), statements(), objects())
        .flatMap(each -> each);
  }

  private static Stream<Mutation> clients() {
    return Stream.of(
        ofClient("type of an assertion", j -> j.put("type", "webauthn.get"), said(Fault.TYPE)),
        ofClient("type of a payment", j -> j.put("type", "payment.get"), said(Fault.TYPE)),
        ofClient("type in capitals", j -> j.put("type", "WEBAUTHN.CREATE"), said(Fault.TYPE)),
        ofClient("no type", j -> without(j, "type"), "lacks type"),
        ofClient("type is a number", j -> j.put("type", 1), "lacks type"),
        ofClient("another challenge", j -> j.put("challenge", "AAAA"), said(Fault.CHALLENGE)),
        ofClient("an empty challenge", j -> j.put("challenge", ""), said(Fault.CHALLENGE)),
        ofClient("no base64url", j -> j.put("challenge", "###"), "clientDataJSON"),
        ofClient("no challenge", j -> without(j, "challenge"), "lacks type"),
        ofClient("another site", j -> j.put("origin", "https://evil.org"), said(Fault.ORIGIN)),
        ofClient(
            "a site that ends alike",
            j -> j.put("origin", "https://evilexample.org"),
            said(Fault.ORIGIN)),
        ofClient(
            "a site that begins alike",
            j -> j.put("origin", "https://example.org.evil.org"),
            said(Fault.ORIGIN)),
        ofClient("no TLS", j -> j.put("origin", "http://example.org"), said(Fault.ORIGIN)),
        ofClient(
            "an account in the origin",
            j -> j.put("origin", "https://example.org@evil.org"),
            said(Fault.ORIGIN)),
        ofClient("a path", j -> j.put("origin", "https://example.org/a"), said(Fault.ORIGIN)),
        ofClient("an opaque origin", j -> j.put("origin", "null"), said(Fault.ORIGIN)),
        ofClient("another party's", j -> j.put("origin", "https://other.org"), said(Fault.ORIGIN)),
        ofClient("no origin", j -> without(j, "origin"), "lacks type"),
        ofClient("in a frame", j -> j.put("crossOrigin", true), said(Fault.FRAMED)),
        ofClient(
            "below another page", j -> j.put("topOrigin", "https://evil.org"), said(Fault.FRAMED)));
  }

  private static Stream<Mutation> authenticators() {
    return Stream.of(
        of("another party", s -> s.rpId = "other.org", said(Fault.RELYING_PARTY)),
        of("a party below", s -> s.rpId = "www.example.org", said(Fault.RELYING_PARTY)),
        of("nobody there", s -> s.flags = SoftAuthenticator.VERIFIED, said(Fault.USER_ABSENT)),
        of(
            "backed up and cannot be",
            s -> s.flags = SoftAuthenticator.PRESENT | SoftAuthenticator.BACKED_UP,
            said(Fault.BACKUP)),
        ofData("cut short", d -> Arrays.copyOf(d, 36), "ends too early"),
        ofData("cut in the id", d -> Arrays.copyOf(d, 60), "ends too early"),
        ofData("cut in the key", d -> Arrays.copyOf(d, d.length - 1), "ends too early"),
        ofData("a byte more", d -> Arrays.copyOf(d, d.length + 1), "something follows"),
        ofData("empty", d -> new byte[0], "ends too early"),
        ofData("no credential", d -> flags(Arrays.copyOf(d, 37), 0x05), "holds no credential"),
        ofData("extensions that are not there", d -> flags(d, 0xc5), "ends too early"),
        ofData("an id of no bytes", d -> length(d, 0), "credential id"),
        ofData("an id of 1024 bytes", d -> length(d, 1024), "credential id"),
        ofData("an id longer than all", d -> length(d, 1023), "ends too early"));
  }

  private static Stream<Mutation> keys() {
    return Stream.of(
        ofKey("no algorithm", k -> k.remove(3), "algorithm"),
        ofKey("an algorithm that is not accepted", k -> k.put(3, -47), "algorithm"),
        ofKey("RS1", k -> k.put(3, -65535), "algorithm"),
        ofKey("ES384 on P-256", k -> k.put(3, -35), "not a key for its algorithm"),
        ofKey("a key of RSA's type", k -> k.put(1, 3), "not a key for its algorithm"),
        ofKey("another curve", k -> k.put(-1, 2), "not a key for its algorithm"),
        ofKey("no curve", k -> k.remove(-1), "not a key for its algorithm"),
        ofKey("no x", k -> k.remove(-2), "lacks a number"),
        ofKey("x too short", k -> k.put(-2, new byte[31]), "lacks a number"),
        ofKey("a compressed point", k -> k.put(-3, true), "lacks a number"),
        ofKey("a point beside the curve", k -> k.put(-3, new byte[32]), "its public key"),
        of("a key that is no map", s -> s.authData = RegistrationMutationsTest::keyless, "no map"));
  }

  private static Stream<Mutation> statements() {
    return Stream.of(
        of("signed by nobody", s -> s.signature = sig -> flipped(sig), ATTESTATION),
        of("an empty signature", s -> s.signature = sig -> new byte[0], ATTESTATION),
        ofStatement("no signature", "packed", s -> s.remove("sig"), ATTESTATION),
        ofStatement("no algorithm", "packed", s -> s.remove("alg"), ATTESTATION),
        ofStatement("another algorithm", "packed", s -> s.put("alg", -257), ATTESTATION),
        ofStatement("an empty chain", "packed", s -> s.put("x5c", List.of()), ATTESTATION),
        ofStatement(
            "a chain of no certificate",
            "packed",
            s -> s.put("x5c", List.of(new byte[] {1})),
            ATTESTATION),
        ofStatement("a statement where none is", "none", s -> {}, "there is a statement"),
        ofStatement("a format of no name", "sfx-unknown", s -> {}, "ttestation"),
        ofStatement("packed called tpm", "tpm", s -> {}, ATTESTATION),
        ofStatement("packed called fido-u2f", "fido-u2f", s -> {}, ATTESTATION),
        ofStatement("packed called android-key", "android-key", s -> {}, ATTESTATION),
        ofStatement("packed called apple", "apple", s -> {}, ATTESTATION),
        ofStatement("SafetyNet, which has ended", "android-safetynet", s -> {}, "is not enough"),
        ofStatement("a format in capitals", "PACKED", s -> {}, "ttestation"),
        ofStatement("a format with a space", "pac ked", s -> {}, "has no name"));
  }

  private static Stream<Mutation> objects() {
    return Stream.of(
        ofObject("nothing", o -> new byte[0], "ends too early"),
        ofObject("an empty map", o -> new byte[] {(byte) 0xa0}, "not a map with"),
        ofObject("a byte more", o -> Arrays.copyOf(o, o.length + 1), "something follows"),
        ofObject("a byte less", o -> Arrays.copyOf(o, o.length - 1), "ends too early"),
        ofObject("a list", o -> new byte[] {(byte) 0x80}, "not a map with"),
        ofObject("deep nesting", o -> filled((byte) 0x81, 100_000), "nested too deeply"),
        ofObject("fmt twice", RegistrationMutationsTest::twice, "stands there twice"),
        ofObject(
            "fmt is a number",
            o -> CborWriter.write(Map.of("fmt", 1, "attStmt", Map.of(), "authData", new byte[37])),
            "not a map with"),
        ofObject(
            "no statement",
            o -> CborWriter.write(Map.of("fmt", "none", "authData", new byte[37])),
            "not a map with"));
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void itIsRefusedForWhatWasChanged(Mutation mutation) {
    var soft = authenticator();
    var answer = mutation.answer().apply(soft, SoftAuthenticator.text(ceremony.challenge()));

    var refusal =
        given.refusal(() -> registrations.finish(OPERATOR, tenant, CALLER, ceremony.id(), answer));

    assertTrue(
        refusal.reason() == Reason.ATTESTATION_REFUSED || refusal.reason() == Reason.MEMBER_INVALID,
        refusal.reason().name());
    assertTrue(refusal.getMessage().contains(mutation.said()), refusal.getMessage());
  }

  @Test
  void theUnchangedOneIsTakenAndOnlyOnce() {
    var soft = authenticator();
    var answer =
        answer(soft.make(SoftAuthenticator.text(ceremony.challenge()), "packed", soft::self));

    var taken =
        given.await(() -> registrations.finish(OPERATOR, tenant, CALLER, ceremony.id(), answer));

    assertEquals(AttestationResult.SELF, taken.attestation());
    assertEquals(
        Reason.CEREMONY_UNKNOWN,
        given
            .refusal(() -> registrations.finish(OPERATOR, tenant, CALLER, ceremony.id(), answer))
            .reason());
  }

  @Test
  void aPageBelowTheRelyingPartyMaySpeakForIt() {
    var soft = authenticator();
    soft.origin = "https://login.example.org:8443";
    var answer =
        answer(soft.make(SoftAuthenticator.text(ceremony.challenge()), "packed", soft::self));

    given.await(() -> registrations.finish(OPERATOR, tenant, CALLER, ceremony.id(), answer));
  }

  @Test
  void anotherCallersAnswerIsUnknown() {
    var soft = authenticator();
    var answer = answer(soft.make(SoftAuthenticator.text(ceremony.challenge())));
    var other = new UUID(8, 8);

    assertEquals(
        Reason.CEREMONY_UNKNOWN,
        given
            .refusal(() -> registrations.finish(OPERATOR, tenant, other, ceremony.id(), answer))
            .reason());
  }

  private static SoftAuthenticator authenticator() {
    var soft = new SoftAuthenticator(-7);
    soft.rpId = "example.org";
    soft.origin = "https://example.org";
    return soft;
  }

  private static Registration answer(SoftAuthenticator.Made made) {
    return new Registration(made.attestationObject(), made.clientDataJson(), List.of(), null);
  }

  private static String said(Fault fault) {
    return fault.sentence();
  }

  private static JsonObject without(JsonObject json, String member) {
    json.remove(member);
    return json;
  }

  private static byte[] flags(byte[] data, int flags) {
    data[32] = (byte) flags;
    return data;
  }

  private static byte[] length(byte[] data, int length) {
    data[53] = (byte) (length >> 8);
    data[54] = (byte) length;
    return data;
  }

  private static byte[] keyless(byte[] data) {
    var spoilt = Arrays.copyOf(data, 37 + 18 + 32 + 1);
    spoilt[spoilt.length - 1] = 0;
    return spoilt;
  }

  private static byte[] flipped(byte[] signature) {
    signature[signature.length - 1] ^= 1;
    return signature;
  }

  private static byte[] filled(byte value, int count) {
    var bytes = new byte[count];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static byte[] twice(byte[] object) {
    var again = CborWriter.write(Map.of("fmt", "none"));
    var spoilt = Arrays.copyOf(object, object.length + again.length - 1);
    System.arraycopy(again, 1, spoilt, object.length, again.length - 1);
    spoilt[0]++;
    return spoilt;
  }
}
