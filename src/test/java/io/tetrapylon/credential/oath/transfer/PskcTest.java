package io.tetrapylon.credential.oath.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.kernel.Secret;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of RFC 6030 and ours, whole and altered. */
class PskcTest {
  private static final Secret SECRET = Secret.of("12345678901234567890");

  @Test
  void figure2IsRead() {
    var row = only(PskcExamples.PLAIN, TransferKey.NONE);

    var token = token(row);
    assertEquals("12345678", row.serial());
    assertEquals(SECRET, token.secret());
    assertEquals(
        new OathParameters(OathMethod.HOTP, OathAlgorithm.SHA1, 8, 30), token.parameters());
    assertNull(token.owner());
  }

  @Test
  void figure3SaysWhoseItIs() {
    var row = only(PskcExamples.SUPPLEMENTED, TransferKey.NONE);

    assertEquals("987654321", row.serial());
    assertEquals("jsmith", token(row).owner());
  }

  @Test
  void figure6OpensWithItsKey() {
    assertEquals(SECRET, token(only(PskcExamples.UNDER_KEY, PskcExamples.PRE_SHARED)).secret());
  }

  @Test
  void figure7OpensWithItsPassword() {
    assertEquals(SECRET, token(only(PskcExamples.UNDER_PASSWORD, PskcExamples.PASSWORD)).secret());
  }

  @Test
  void anotherPasswordOpensNothing() {
    var other = new TransferKey(Secret.of("qwertz"), null);

    assertOpensNothing(PskcExamples.UNDER_PASSWORD, other);
  }

  @Test
  void anotherKeyOpensNothing() {
    assertOpensNothing(
        PskcExamples.UNDER_KEY, new TransferKey(null, Secret.of("0123456789abcdef")));
  }

  @Test
  void anEncryptedFileWantsAKey() {
    assertThrows(Refusal.class, () -> Pskc.read(PskcExamples.UNDER_KEY, TransferKey.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Su+NvtQfmvfJzF6bmQiJqoLRExc=|Tu+NvtQfmvfJzF6bmQiJqoLRExc=",
        "<ValueMAC>Su+NvtQfmvfJzF6bmQiJqoLRExc=</ValueMAC>|",
        "AAECAwQFBgcICQoLDA0OD+cI|AQECAwQFBgcICQoLDA0OD+cI",
        "AAECAwQFBgcICQoLDA0OD+cIHItlB3Wra1DUpxVvOx2lef1VmNPCMl8jwZqIUqGv|AAECAwQFBgcICQoLDA0ODw==",
        "Encoding=\"DECIMAL\"|Encoding=\"HEXADECIMAL\"",
        "pskc:hotp|pskc:ocra",
        "Length=\"8\"|Length=\"7\"",
        "<PlainValue>0</PlainValue>|<PlainValue>-1</PlainValue>"
      })
  void whatIsWrongWithOneKeyIsToldInItsRow(String change) {
    var parts = change.split("\\|", -1);

    var row = only(PskcExamples.UNDER_KEY.replace(parts[0], parts[1]), PskcExamples.PRE_SHARED);

    assertNotNull(row.flaw());
    assertNull(row.token());
  }

  static Stream<String> noDocuments() {
    return Stream.of(
        "",
        "no XML",
        "<KeyContainer>",
        "<Other/>",
        "<!DOCTYPE KeyContainer><KeyContainer/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><KeyContainer>&e;</KeyContainer>",
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><KeyContainer>&b;</KeyContainer>",
        "<KeyContainer>&undeclared;</KeyContainer>",
        "<a>".repeat(30) + "</a>".repeat(30),
        "<KeyContainer>" + "<a/>".repeat(50_000) + "</KeyContainer>",
        PskcExamples.UNDER_KEY.replaceFirst("(?s)<MACMethod.*</MACMethod>", ""),
        PskcExamples.UNDER_KEY.replace("xmldsig#hmac-sha1", "xmldsig#hmac-md5"),
        PskcExamples.UNDER_PASSWORD.replace("1000<", "100000000<"),
        PskcExamples.UNDER_PASSWORD.replace("#pbkdf2", "#other"));
  }

  @ParameterizedTest
  @MethodSource("noDocuments")
  void whatIsNoSuchDocumentIsRefused(String content) {
    var key = content.contains("PBKDF2") ? PskcExamples.PASSWORD : PskcExamples.PRE_SHARED;

    assertThrows(Refusal.class, () -> Pskc.read(content, key));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void whatIsWrittenIsReadAgain(TransferKey key) {
    // given
    var hotp = token("a<b>&\"c", OathMethod.HOTP, OathAlgorithm.SHA1, 6, 30, 42, Validity.ALWAYS);
    var totp =
        token(
            "s-2",
            OathMethod.TOTP,
            OathAlgorithm.SHA512,
            8,
            60,
            0,
            new Validity(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")));

    // when
    var written = PskcDocument.of(new RepeatingEntropy(6030), key, List.of(hotp, totp));

    // then
    assertFalse(written.text().contains("MTIzNDU2Nzg5MDEyMzQ1Njc4OTA="));
    assertEquals(
        List.of(hotp, totp), Pskc.read(written.text(), key).stream().map(PskcTest::token).toList());
  }

  static Stream<TransferKey> keys() {
    return Stream.of(
        PskcExamples.PASSWORD,
        PskcExamples.PRE_SHARED,
        new TransferKey(null, Secret.of("0123456789abcdef".repeat(2))));
  }

  @Test
  void secretsNeverLeaveInTheClear() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PskcDocument.of(new RepeatingEntropy(1), TransferKey.NONE, List.of()));
  }

  static TransferredToken token(
      String serial,
      OathMethod method,
      OathAlgorithm algorithm,
      int digits,
      int period,
      long counter,
      Validity validity) {
    return new TransferredToken(
        serial,
        "doe, j+1@example.com",
        "Jane's & \"token\"",
        new OathParameters(method, algorithm, digits, period),
        SECRET,
        counter,
        validity);
  }

  private static void assertOpensNothing(String content, TransferKey key) {
    try {
      assertTrue(Pskc.read(content, key).stream().allMatch(row -> row.token() == null));
    } catch (Refusal refused) {
      assertTrue(refused.getMessage().contains("key"));
    }
  }

  private static TransferRow only(String content, TransferKey key) {
    var rows = Pskc.read(content, key);
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  private static TransferredToken token(TransferRow row) {
    assertNull(row.flaw());
    return java.util.Objects.requireNonNull(row.token());
  }
}
