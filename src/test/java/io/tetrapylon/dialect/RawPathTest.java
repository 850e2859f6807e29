package io.tetrapylon.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/a/",
        "/a/b.c/..d/e..",
        "/a/%20b",
        "/a/%C3%A4",
        "/a/%253B",
        "/a/b@c=d:e",
        "/a/..."
      })
  void aPathThatEveryReaderReadsAlikeIsPlain(String path) {
    assertTrue(RawPath.isPlain(path, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "//a",
        "/a//b",
        "/a//",
        "/a;b",
        "/a;",
        "/a%3Bb",
        "/a%3bb",
        "/a\\b",
        "/a%5Cb",
        "/a%2Fb",
        "/a%2fb",
        "/a%00",
        "/a%0d%0a",
        "/a%7f",
        "/./a",
        "/a/.",
        "/a/..",
        "/../a",
        "/%2e/a",
        "/a/%2E%2e/b",
        "/a/.%2e",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a b",
        "/ä",
        "/a\u0001"
      })
  void aPathThatReadersMayReadDifferentlyIsNot(String path) {
    assertFalse(RawPath.isPlain(path, false));
  }

  @Test
  void anEncodedSlashIsPlainWhereTheDialectSaysSo() {
    assertTrue(RawPath.isPlain("/a%2Fb", true));
    assertFalse(RawPath.isPlain("/a%5Cb", true));
  }

  @ParameterizedTest
  @CsvSource({
    "/a;x/b, /a/b",
    "//a//b, /a/b",
    "/a%3Bx/b, /a/b",
    "/a%2Fb, /a/b",
    "/a\\b, /a/b",
    "/a%5cb, /a/b"
  })
  void whatACarelessReaderWouldSeeIsKnown(String sent, String meant) {
    assertEquals(meant, RawPath.meant(sent));
  }
}
