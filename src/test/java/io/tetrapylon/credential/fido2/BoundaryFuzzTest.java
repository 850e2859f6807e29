package io.tetrapylon.credential.fido2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Bytes of any sort never make the boundary throw what it does not declare. */
class BoundaryFuzzTest {
  private static final Path CORPUS = Path.of("src/test/resources/webauthn/corpus");
  private static final List<byte[]> VALID = valid();

  private static List<byte[]> valid() {
    var soft = new SoftAuthenticator(-7);
    return List.of(
        StaSample.offered().attestationObject(),
        soft.make("AAAA").attestationObject(),
        soft.make("AAAA", "packed", soft::self).attestationObject(),
        CborWriter.write(SoftKey.of(-8).cose()),
        CborWriter.write(soft.key.cose()));
  }

  @Property(tries = 2000)
  void anyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    BoundaryFuzz.fuzzerTestOneInput(bytes);
  }

  @Property(tries = 3000)
  void spoiltBytes(@ForAll("spoilt") byte[] bytes) {
    BoundaryFuzz.fuzzerTestOneInput(bytes);
  }

  /** One to four bytes of something valid are others, and it may be cut. */
  @Provide
  Arbitrary<byte[]> spoilt() {
    var change = Combinators.combine(Arbitraries.integers().between(0, 5000), Arbitraries.bytes());
    return Combinators.combine(
            Arbitraries.of(VALID),
            change.as(Change::new).list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.integers().between(0, 3000))
        .as(BoundaryFuzzTest::spoilt);
  }

  record Change(int at, byte value) {}

  private static byte[] spoilt(byte[] valid, List<Change> changes, int cut) {
    var bytes = cut < 300 ? java.util.Arrays.copyOf(valid, cut % valid.length) : valid.clone();
    if (bytes.length > 0) {
      changes.forEach(change -> bytes[change.at() % bytes.length] = change.value());
    }
    return bytes;
  }

  /** What a fuzzer once found, or found worth keeping. */
  @Example
  void theCorpus() throws IOException {
    try (var files = Files.list(CORPUS)) {
      for (var file : files.toList()) {
        BoundaryFuzz.fuzzerTestOneInput(Files.readAllBytes(file));
      }
    }
  }
}
