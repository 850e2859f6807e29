package io.tetrapylon.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever copies README's commands uses what the demo tenant has, and CI runs what README says. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-u demo_rw_id:([^ \"]+)",
        "WatchGuard-API-Key: ([^']+)'",
        "\"login\": \"admin\", \"password\": \"([^\"]+)\"",
        "\"login\": \"jdoe\", \"password\": \"([^\"]+)\"",
        "accounts/([^/]+)/",
        "--base32 ([A-Z2-7]+)"
      })
  void theDemoTenantHasWhatReadmeUses(String use) throws IOException {
    var demo = Files.readString(Path.of("src/main/resources/demo-tenant.yaml"));

    List<String> used =
        Pattern.compile(use)
            .matcher(Files.readString(README))
            .results()
            .map(found -> found.group(1))
            .toList();

    assertTrue(!used.isEmpty() && used.stream().allMatch(demo::contains), used::toString);
  }

  @Test
  void continuousIntegrationRunsTheSecondCommand() throws IOException {
    var command = "\n./mvnw verify";

    assertTrue(Files.readString(README).contains(command + "\n"));
    assertTrue(Files.readString(Path.of(".ci/run")).contains(command + " "));
  }
}
