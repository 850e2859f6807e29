package io.tetrapylon.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPoliciesTest {
  private static final String ID = "0a1b2c3d-0000-7000-8000-000000000001";

  @Test
  void aRowBecomesAPolicy() {
    var rows =
        new JsonArray(
            """
            [{"id": "%s", "name": "office", "groups": ["%s"],
              "cidrs": ["198.51.100.0/26", "2001:db8::/32"], "methods": ["OTP", "PASSWORD"],
              "days": ["MON", "SUN"], "from": 1320, "to": 360, "zone": "Europe/Zurich"}]
            """
                .formatted(ID, ID));

    var policies = StoredPolicies.read(rows);

    assertEquals(
        List.of(
            new AccessPolicy(
                UUID.fromString(ID),
                "office",
                Set.of(UUID.fromString(ID)),
                List.of(Cidr.parse("198.51.100.0/26"), Cidr.parse("2001:db8::/32")),
                Schedule.parse(List.of("MON", "SUN"), "22:00", "06:00", "Europe/Zurich"),
                Set.of(Method.PASSWORD, Method.OTP))),
        policies);
  }

  @ParameterizedTest
  @CsvSource({"null", "[]"})
  void withoutConditionsAPolicyHoldsAnywhereAndAlways(String cidrs) {
    var rows =
        new JsonArray(
            """
            [{"id": "%s", "name": "all", "groups": null, "cidrs": %s, "methods": [],
              "days": null, "from": null, "to": null, "zone": null}]
            """
                .formatted(ID, cidrs));

    assertEquals(
        List.of(new AccessPolicy(UUID.fromString(ID), "all", Set.of(), List.of(), null, Set.of())),
        StoredPolicies.read(rows));
  }

  @Test
  void theOrderOfTheRowsIsKept() {
    var rows = new JsonArray("[" + row("c") + "," + row("a") + "," + row("b") + "]");

    assertEquals(
        List.of("c", "a", "b"),
        StoredPolicies.read(rows).stream().map(AccessPolicy::name).toList());
  }

  @Test
  void noRowsAreNoPolicies() {
    assertEquals(List.of(), StoredPolicies.read(null));
    assertEquals(List.of(), StoredPolicies.read(new JsonArray()));
  }

  @Test
  void aPolicyIsEnabledUnlessTheRowSaysOtherwise() {
    var rows = new JsonArray("[" + row("a") + "," + row("b") + "]");
    rows.getJsonObject(1).put("enabled", false);

    var policies = StoredPolicies.read(rows);

    assertTrue(policies.get(0).enabled());
    assertFalse(policies.get(1).enabled());
  }

  @ParameterizedTest
  @CsvSource({"cidrs, [\"junk\"]", "methods, [\"FAX\"]", "days, []", "days, [\"FUNDAY\"]"})
  void aRowThatCannotBeAPolicyIsRefusedAndNotLeftOut(String member, String value) {
    var rows = new JsonArray("[" + row("a") + "]");
    rows.getJsonObject(0).put("from", 0).put("to", 1440).put("zone", "UTC");
    rows.getJsonObject(0).put("days", new JsonArray().add("MON"));

    rows.getJsonObject(0).put(member, new JsonArray(value));

    assertThrows(IllegalArgumentException.class, () -> StoredPolicies.read(rows));
  }

  private static String row(String name) {
    return "{\"id\": \"%s\", \"name\": \"%s\", \"groups\": null, \"cidrs\": null, \"methods\": [\"OTP\"]}"
        .formatted(ID, name);
  }
}
