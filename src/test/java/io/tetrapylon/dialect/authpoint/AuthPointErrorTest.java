package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthPointErrorTest {
  private static final Map<Integer, Set<String>> STATUSES =
      Map.of(
          202, Set.of("201.045.014", "201.045.015"),
          400,
              Set.of(
                  "201.115.002",
                  "201.115.003",
                  "201.115.014",
                  "201.115.015",
                  "201.115.016",
                  "201.115.017",
                  "201.115.018",
                  "201.115.019",
                  "201.115.020",
                  "201.115.021",
                  "201.115.022",
                  "201.045.001",
                  "201.055.002",
                  "201.055.003",
                  "201.105.002"),
          401, Set.of("201.115.012"),
          404,
              Set.of(
                  "201.005.012",
                  "201.025.012",
                  "201.045.011",
                  "201.045.012",
                  "201.045.018",
                  "201.055.007",
                  "201.055.010",
                  "201.055.011",
                  "201.055.012",
                  "201.105.003",
                  "201.115.006",
                  "201.115.007",
                  "201.115.009",
                  "201.115.010"),
          500,
              Set.of(
                  "201.005.002",
                  "201.005.016",
                  "201.005.017",
                  "201.045.004",
                  "201.045.007",
                  "201.045.009",
                  "201.045.010",
                  "201.105.007"),
          503, Set.of("201.005.003", "201.005.011", "201.045.008"));

  @Test
  void all106ErrorsOfTheApiAreThereInItsOrderAndWithItsTexts() throws IOException {
    // given
    var documented = documented();

    // when
    var ours =
        Arrays.stream(AuthPointError.values())
            .map(error -> error.code() + "|" + error.text())
            .toList();

    // then
    assertEquals(106, documented.size());
    assertEquals(documented, ours);
  }

  @ParameterizedTest
  @EnumSource(AuthPointError.class)
  void anErrorTravelsAsNineDigits(AuthPointError error) {
    assertTrue(error.detail().matches("201[0-9]{6}"));
    assertEquals(error.code().replace(".", ""), error.detail());
  }

  @ParameterizedTest
  @EnumSource(AuthPointError.class)
  void anErrorHasTheStatusOfTheTableAnd403WhereTheTableIsSilent(AuthPointError error) {
    // when
    var listed =
        STATUSES.entrySet().stream()
            .filter(row -> row.getValue().contains(error.code()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toList());

    // then
    assertEquals(listed.isEmpty() ? List.of(403) : listed, List.of(error.status()));
  }

  private static List<String> documented() throws IOException {
    try (var table = AuthPointErrorTest.class.getResourceAsStream("errors.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
