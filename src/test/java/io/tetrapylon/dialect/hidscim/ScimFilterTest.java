package io.tetrapylon.dialect.hidscim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Condition;
import io.tetrapylon.kernel.Condition.Column;
import io.tetrapylon.kernel.Condition.Type;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Criterion.All;
import io.tetrapylon.kernel.Criterion.Any;
import io.tetrapylon.kernel.Criterion.Compare;
import io.tetrapylon.kernel.Criterion.Comparison;
import io.tetrapylon.kernel.Criterion.Not;
import io.tetrapylon.kernel.Criterion.Present;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filters as clients write them; what is no filter; and that a value is never more than a value.
 */
class ScimFilterTest {
  private static final Map<String, Column> COLUMNS =
      Map.of(
          "username", new Column("u.username", Type.FOLDED),
          "owner.value", new Column("u.number", Type.NUMBER));

  private static Criterion eq(String field, String value) {
    return new Compare(field, Comparison.EQ, value);
  }

  @Test
  void valuesMayBeQuotedNumbersOrWords() {
    assertEquals(eq("owner.value", "20792"), ScimFilter.read("owner.value eq 20792"));
    assertEquals(eq("owner.value", "20792"), ScimFilter.read("owner.value EQ \"20792\""));
    assertEquals(
        eq("username", "jdoe@example.com"), ScimFilter.read("username eq jdoe@example.com"));
    assertEquals(
        new All(List.of(eq("externalid", "0973494699-1"), eq("type", "DT_POCK_OE"))),
        ScimFilter.read("externalId eq 0973494699-1 and type eq DT_POCK_OE"));
    assertEquals(eq("active", "true"), ScimFilter.read("active eq true"));
    assertEquals(
        eq("username", "a\"b\\c\u00e4"), ScimFilter.read("userName eq \"a\\\"b\\\\c\\u00e4\""));
  }

  @Test
  void andBindsCloserThanOrAndParenthesesCloserStill() {
    assertEquals(
        new Any(List.of(eq("a", "1"), new All(List.of(eq("b", "2"), eq("c", "3"))))),
        ScimFilter.read("a eq 1 or b eq 2 and c eq 3"));
    assertEquals(
        new All(List.of(new Any(List.of(eq("a", "1"), eq("b", "2"))), eq("c", "3"))),
        ScimFilter.read("(a eq 1 or b eq 2) and c eq 3"));
    assertEquals(
        new Not(new Any(List.of(eq("a", "1"), new Present("b")))),
        ScimFilter.read("not (a eq 1 or b pr)"));
  }

  @Test
  void schemasAndSelectionsAreOfThePath() {
    assertEquals(
        eq("username", "x"),
        ScimFilter.read("urn:ietf:params:scim:schemas:core:2.0:User:userName eq x"));
    assertEquals(
        new All(
            List.of(eq("emails.type", "work"), new Compare("emails.value", Comparison.CO, "@"))),
        ScimFilter.read("emails[type eq \"work\" and value co \"@\"]"));
  }

  @Test
  void nullIsTheAbsenceOfAValue() {
    assertEquals(new Not(new Present("title")), ScimFilter.read("title eq null"));
    assertEquals(new Present("title"), ScimFilter.read("title ne null"));
  }

  @Test
  void noFilterIsNoCondition() {
    assertEquals(Criterion.EVERYTHING, ScimFilter.read(null));
    assertEquals(Criterion.EVERYTHING, ScimFilter.read("  "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner.value",
        "owner.value eq",
        "eq 1",
        "owner.value = 1",
        "owner.value eq \"1",
        "owner.value eq 1 and",
        "owner.value eq 1 or or owner.value eq 2",
        "(owner.value eq 1",
        "owner.value eq 1)",
        "not owner.value eq 1",
        "owner.value eq 1; drop table credential",
        "userName eq x' or '1'='1",
        "userName eq \"x\" or 1=1",
        "userName eq \"\\x\"",
        "userName eq \"\\ud800\"",
        "userName eq \"\\u0000\"",
        "userName eq \"a\" union select",
        "user--name eq;"
      })
  void whatIsNotOfTheGrammarIsRefused(String text) {
    var refusal = assertThrows(HidRefusal.class, () -> ScimFilter.read(text));

    assertEquals(HidError.INVALID_FILTER, refusal.error());
  }

  @Test
  void aFilterHasAnEnd() {
    assertThrows(HidRefusal.class, () -> ScimFilter.read("a eq 1 or ".repeat(30) + "a eq 1"));
    assertThrows(
        HidRefusal.class, () -> ScimFilter.read("(".repeat(200) + "a eq 1" + ")".repeat(200)));
    assertThrows(HidRefusal.class, () -> ScimFilter.read("a eq " + "1".repeat(3000)));
  }

  @Test
  void theNamesOfColumnsComeFromUsAlone() {
    var condition = Condition.of(ScimFilter.read("userName eq \"' or 1=1 --\""), COLUMNS);

    assertEquals("lower(u.username) = lower(:f0)", condition.sql());
    assertEquals(Map.of("f0", "' or 1=1 --"), condition.parameters());
  }

  @Property(tries = 3000)
  void anyTextIsReadOrRefusedAsAFilter(@ForAll String text) {
    readOrRefused(text);
  }

  @Property(tries = 3000)
  void almostAFilterIsReadOrRefusedAsOne(
      @ForAll @StringLength(max = 40) @CharRange(from = ' ', to = '~') String tail) {
    readOrRefused("owner.value eq " + tail);
    readOrRefused("userName eq \"x\" and " + tail);
  }

  @Property(tries = 3000)
  void aQuotedValueIsTextWhateverItHolds(
      @ForAll @StringLength(max = 100) @CharRange(from = ' ', to = '~') String value) {
    var quoted = "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";

    var condition = Condition.of(ScimFilter.read("userName eq " + quoted), COLUMNS);

    assertEquals("lower(u.username) = lower(:f0)", condition.sql());
    assertEquals(Map.of("f0", value), condition.parameters());
  }

  private static void readOrRefused(String text) {
    try {
      ScimFilter.read(text);
    } catch (HidRefusal refusal) {
      assertEquals(HidError.INVALID_FILTER, refusal.error());
    }
  }
}
