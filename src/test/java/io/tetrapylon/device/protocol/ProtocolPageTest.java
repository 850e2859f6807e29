package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The test vectors of the published protocol are what the code makes and takes. */
class ProtocolPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/mobile-protocol.md");
  private static final Pattern BLOCK = Pattern.compile("```vectors\n(.*?)```", Pattern.DOTALL);

  private final Vectors vectors = new Vectors();

  @Test
  void thePageHasTheVectorsThatTheCodeMakes() throws IOException {
    var block = BLOCK.matcher(Files.readString(PAGE));

    assertTrue(block.find(), "no block of vectors");
    assertEquals(vectors.text(), block.group(1));
  }

  @Test
  void whatThePhoneGetsItCanOpen() {
    var all = vectors.all();
    var key = vectors.phone.decryptionKey();

    var ocra = Base64Url.bytes(value("ocra.box")).orElseThrow();
    assertArrayEquals(
        vectors.ocraKey, PhoneSeal.OCRA.open(Vectors.DEVICE, key, ocra).orElseThrow());
    var push = new JsonObject(value("push.message")).getString("box");
    var box = Base64Url.bytes(push).orElseThrow();
    assertEquals(
        all.get("challenge.jws"),
        new String(PhoneSeal.PUSH.open(Vectors.DEVICE, key, box).orElseThrow(), US_ASCII));
    assertEquals(
        all.get("qr.jws"), QrCommand.open(Vectors.DEVICE, key, value("qr.command")).orElseThrow());
  }

  @Test
  void whatThePhoneSignsTheGatewayTakes() {
    var phone = vectors.phone;
    assertEquals(
        Optional.empty(),
        EnrolmentProof.flaw(
            value("enrolment.jws"),
            phone.signingKey(),
            phone.encryptionKey(),
            "ACME",
            value("activation.uri").replaceFirst(".*secret=", "")));
    var request =
        new DeviceProof.Request(
            "PATCH", "/mobile/v1/device", value("proof.body").getBytes(US_ASCII));
    var proof = DeviceProof.parse(value("proof.jws")).orElseThrow();
    assertEquals(
        Optional.empty(),
        proof.flaw(phone.signingKey(), request, Instant.ofEpochSecond(1_793_000_030L)));
    assertInstanceOf(
        SignedAnswer.Genuine.class, SignedAnswer.verify(value("answer.jws"), phone.signingKey()));
    var ed = DeviceKey.of(new JsonObject(value("ed25519.jwk")));
    assertInstanceOf(
        SignedAnswer.Genuine.class, SignedAnswer.verify(value("ed25519.answer.jws"), ed));
  }

  @Test
  void whereTheStatementLeadsThePhoneGoes() {
    var read = KeyStatement.read(value("statement.jws"), vectors.tenantKey.publicHalf(), "ACME");

    assertEquals(vectors.nextKey.kid(), read.orElseThrow().next().kid());
    assertArrayEquals(vectors.nextKey.publicHalf().point(), read.get().next().point());
    assertEquals(vectors.statement().activeFrom(), read.get().activeFrom());
  }

  private String value(String name) {
    return vectors.all().get(name);
  }
}
