package io.tetrapylon.credential.oath.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.kernel.RepeatingEntropy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code pskctool} (OATH Toolkit) reads what we write, and we read what it writes: {@code ./mvnw
 * test -Ptools}.
 */
@Tag("tools")
class PskctoolCheck {
  @TempDir Path directory;

  @Test
  void itReadsWhatIsUnderAPassword() throws Exception {
    assertIsRead(run("--info", "--verbose", written(PskcExamples.PASSWORD)));
  }

  @Test
  void itReadsWhatIsUnderAKey() throws Exception {
    assertIsRead(run("--info", "--verbose", written(PskcExamples.PRE_SHARED)));
  }

  @Test
  void itFindsWhatWeWriteValid() throws Exception {
    run("--validate", written(PskcExamples.PASSWORD));
    run("--validate", written(PskcExamples.PRE_SHARED));
  }

  /** It writes only what it signs, and of that only what it can read: no encrypted values. */
  @Test
  void weReadWhatItWrites() throws Exception {
    // given
    var plain = Files.writeString(directory.resolve("plain.pskc"), PskcExamples.SUPPLEMENTED);
    var key = directory.resolve("key.pem").toString();
    var certificate = directory.resolve("certificate.pem").toString();
    start(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=test",
        "-days",
        "1",
        "-keyout",
        key,
        "-out",
        certificate);

    // when
    var signed = run("--sign", "--sign-key=" + key, "--sign-crt=" + certificate, plain.toString());

    // then
    assertTrue(signed.contains("SignatureValue"), signed);
    assertEquals(
        Pskc.read(PskcExamples.SUPPLEMENTED, TransferKey.NONE),
        Pskc.read(signed, TransferKey.NONE));
  }

  private String written(TransferKey key) throws IOException {
    var tokens =
        List.of(
            PskcTest.token(
                "serial-1", OathMethod.HOTP, OathAlgorithm.SHA1, 6, 30, 42, Validity.ALWAYS),
            PskcTest.token(
                "serial-2", OathMethod.TOTP, OathAlgorithm.SHA256, 8, 60, 0, Validity.ALWAYS));
    var file = directory.resolve("tokens.pskc");
    Files.writeString(file, PskcDocument.of(new RepeatingEntropy(6030), key, tokens).text());
    return file.toString();
  }

  /** It opens nothing that is encrypted, but reads all that stands around it. */
  private static void assertIsRead(String told) {
    assertTrue(told.contains("serial-1"), told);
    assertTrue(told.contains("serial-2"), told);
    assertTrue(told.contains("Jane's & \"token\""), told);
    assertTrue(told.contains("urn:ietf:params:xml:ns:keyprov:pskc:totp"), told);
    assertTrue(told.contains("doe"), told);
  }

  private static String run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("pskctool"));
    command.addAll(List.of(words));
    return start(command.toArray(String[]::new));
  }

  private static String start(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
