package io.tetrapylon.credential.oath.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tetrapylon.credential.oath.Base32Secret;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.kernel.Secret;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that have a token a line. */
class LinesTest {
  private static final Secret TWENTY =
      Secret.of(HexFormat.of().parseHex("916821d3a138bf855e70069605559a206ba854cd"));

  @Test
  void aHeaderSaysWhatTheColumnsAre() {
    // when
    var rows =
        read(
            TransferFormat.OATH_CSV,
            "\uFEFFupn,serial number,secret key,time interval,manufacturer,model\r\n"
                + "jane@example.com,1234567,\"JBSW Y3DP EHPK 3PXP\",60,Contoso,HardwareKey\r\n\r\n");

    // then
    var token = token(rows.get(0));
    assertEquals(2, rows.get(0).number());
    assertEquals("1234567", token.serial());
    assertEquals("jane@example.com", token.owner());
    assertEquals("HardwareKey", token.label());
    assertEquals(Base32Secret.parse("JBSWY3DPEHPK3PXP"), token.secret());
    assertEquals(
        new OathParameters(OathMethod.TOTP, OathAlgorithm.SHA1, 6, 60), token.parameters());
  }

  @Test
  void moreColumnsAreKnown() {
    var token =
        token(
            read(
                    TransferFormat.OATH_CSV,
                    "Serial,Secret hex,Type,Algorithm,Digits,Counter,Label\n"
                        + "s1,916821d3a138bf855e70069605559a206ba854cd,HOTP,sha-256,8,7,\"a, \"\"b\"\"\"")
                .get(0));

    assertEquals(TWENTY, token.secret());
    assertEquals(
        new OathParameters(OathMethod.HOTP, OathAlgorithm.SHA256, 8, 30), token.parameters());
    assertEquals(7, token.counter());
    assertEquals("a, \"b\"", token.label());
  }

  @Test
  void withoutAHeaderPlacesCount() {
    // when
    var rows =
        read(
            TransferFormat.OATH_CSV,
            """
            # serial, secret, type, digits, step or counter
            tok1, 31323334353637383930
            tok2, 31323334353637383930, totp, 8, 60
            tok3, 31323334353637383930, hotp, 6, 5
            """);

    // then
    assertEquals(OathMethod.HOTP, token(rows.get(0)).parameters().method());
    assertEquals(60, token(rows.get(1)).parameters().period());
    assertEquals(5, token(rows.get(2)).counter());
    assertEquals(List.of(2, 3, 4), rows.stream().map(TransferRow::number).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tok, 123",
        "tok, xyz",
        "tok",
        "tok, 3132, ocra",
        "tok, 3132, totp, 7",
        "tok, 3132, totp, 6, 0",
        "tok, 3132, hotp, six",
        "tok, 3132, hotp, 6, 99999999999"
      })
  void aFlawIsToldWithoutTheSecret(String line) {
    var row = read(TransferFormat.OATH_CSV, line).get(0);

    assertNull(row.token());
    assertNotNull(row.flaw());
    assertEquals("tok", row.serial());
  }

  @Test
  void bothFormsOfYubicoAreRead() {
    // when
    var rows =
        read(
            TransferFormat.YUBICO_CSV,
            """
            LOGGING START,11.12.13 18:55
            OATH-HOTP,11.12.13 18:55,1,cccccccccccc,,916821d3a138bf855e70069605559a206ba854cd,,,0,0,0,8,0,0,0,0,0,0
            Yubico OTP,12/11/2013 11:10,1,vvgutbiedkvi,ab86c04de6a3,d26a7c0f85fdda28bd816e406342b214,,,0,0,0,0,0,0,0,0,0,0
            508327,,3,916821d3a138bf855e70069605559a206ba854cd,,2013-12-12T08:41:07,
            508328,cccccccccccc,83cebdfb7b93,a47c5bf9c152202f577be6721c0113af,,2013-12-12T08:43:17,
            """);

    // then
    assertEquals("cccccccccccc-1", token(rows.get(0)).serial());
    assertEquals(8, token(rows.get(0)).parameters().digits());
    assertEquals(TWENTY, token(rows.get(0)).secret());
    assertNotNull(rows.get(1).flaw());
    assertEquals("508327", token(rows.get(2)).serial());
    assertEquals(3, token(rows.get(2)).counter());
    assertNotNull(rows.get(3).flaw());
  }

  @Test
  void anOtpauthTextIsRead() {
    var rows =
        read(
            TransferFormat.OTPAUTH,
            """
            otpauth://totp/ACME%20Co:john.doe@email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=ACME%20Co&algorithm=SHA256&digits=8&period=60
            otpauth://hotp/jane?secret=JBSWY3DPEHPK3PXP&counter=9
            """);

    assertEquals("john.doe@email.com", token(rows.get(0)).owner());
    assertEquals(
        new OathParameters(OathMethod.TOTP, OathAlgorithm.SHA256, 8, 60),
        token(rows.get(0)).parameters());
    assertEquals(9, token(rows.get(1)).counter());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "otpauth://totp",
        "otpauth://totp/a?secret=1",
        "otpauth://ocra/a?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/%zz?secret=JBSWY3DPEHPK3PXP",
        "otpauth-migration://offline?data=%%%",
        "otpauth-migration://offline?data=////",
        "otpauth-migration://offline?data=CgI="
      })
  void whatIsNoOtpauthTextIsTold(String line) {
    var rows = read(TransferFormat.OTPAUTH, line);

    assertEquals(1, rows.size());
    assertNotNull(rows.get(0).flaw());
  }

  @Test
  void aMigrationHoldsSeveral() {
    // given: two tokens, encoded by hand
    byte[] first =
        message(1, "1234567890".getBytes(), 2, "ACME:jane".getBytes(), 4, 1L, 5, 1L, 6, 2L);
    byte[] second = message(1, TWENTY.bytes(), 2, "john".getBytes(), 4, 3L, 5, 2L, 6, 1L, 7, 300L);
    byte[] payload = message(1, first, 1, second, 2, 1L, 3, 1L, 5, -7L);
    var data =
        java.net.URLEncoder.encode(
            java.util.Base64.getEncoder().encodeToString(payload),
            java.nio.charset.StandardCharsets.UTF_8);

    // when
    var rows = read(TransferFormat.OTPAUTH, "otpauth-migration://offline?data=" + data);

    // then
    assertEquals("jane", token(rows.get(0)).owner());
    assertEquals(Secret.of("1234567890"), token(rows.get(0)).secret());
    assertEquals(
        new OathParameters(OathMethod.HOTP, OathAlgorithm.SHA512, 8, 30),
        token(rows.get(1)).parameters());
    assertEquals(300, token(rows.get(1)).counter());
  }

  private static byte[] message(Object... fields) {
    var out = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i += 2) {
      int number = (Integer) fields[i];
      if (fields[i + 1] instanceof byte[] bytes) {
        varint(out, number << 3 | 2);
        varint(out, bytes.length);
        out.writeBytes(bytes);
      } else {
        varint(out, number << 3);
        varint(out, (Long) fields[i + 1]);
      }
    }
    return out.toByteArray();
  }

  private static void varint(java.io.ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static List<TransferRow> read(TransferFormat format, String content) {
    return format.read(content, TransferKey.NONE);
  }

  private static TransferredToken token(TransferRow row) {
    assertNull(row.flaw());
    return Objects.requireNonNull(row.token());
  }
}
