package io.tetrapylon.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The states of a credential: the whole table of what leads where. */
class CredentialStateTest {
  private static final Map<String, UnaryOperator<CredentialState>> STEPS =
      Map.of(
          "activate", CredentialState::activate,
          "lock", CredentialState::lock,
          "unlock", CredentialState::unlock,
          "disable", CredentialState::disable,
          "enable", CredentialState::enable,
          "archive", CredentialState::archive);

  /** A dash is a refusal. */
  private static final String TABLE =
      """
      INITIAL  activate ACTIVE
      INITIAL  lock     -
      INITIAL  unlock   -
      INITIAL  disable  DISABLED
      INITIAL  enable   -
      INITIAL  archive  ARCHIVED
      ACTIVE   activate ACTIVE
      ACTIVE   lock     LOCKED
      ACTIVE   unlock   ACTIVE
      ACTIVE   disable  DISABLED
      ACTIVE   enable   ACTIVE
      ACTIVE   archive  ARCHIVED
      LOCKED   activate -
      LOCKED   lock     LOCKED
      LOCKED   unlock   ACTIVE
      LOCKED   disable  DISABLED
      LOCKED   enable   -
      LOCKED   archive  ARCHIVED
      DISABLED activate -
      DISABLED lock     -
      DISABLED unlock   -
      DISABLED disable  DISABLED
      DISABLED enable   ACTIVE
      DISABLED archive  ARCHIVED
      ARCHIVED activate -
      ARCHIVED lock     -
      ARCHIVED unlock   -
      ARCHIVED disable  -
      ARCHIVED enable   -
      ARCHIVED archive  ARCHIVED
      """;

  /** From a row's state to each of a column's: a dash is a refusal. */
  private static final String MOVES =
      """
      -        INITIAL ACTIVE LOCKED DISABLED ARCHIVED
      INITIAL  yes     yes    -      yes      yes
      ACTIVE   -       yes    yes    yes      yes
      LOCKED   -       yes    yes    yes      yes
      DISABLED -       yes    -      yes      yes
      ARCHIVED -       -      -      -        yes
      """;

  @TestFactory
  Stream<DynamicTest> whatIsAskedForIsReachedByAStepOrRefused() {
    var states = CredentialState.values();
    return MOVES
        .lines()
        .skip(1)
        .map(line -> line.split(" +"))
        .flatMap(
            row ->
                Stream.of(states)
                    .map(
                        to ->
                            DynamicTest.dynamicTest(
                                row[0] + " to " + to,
                                () -> move(row[0], to, row[to.ordinal() + 1].equals("yes")))));
  }

  private static void move(String from, CredentialState to, boolean allowed) {
    var state = CredentialState.valueOf(from);
    if (allowed) {
      assertEquals(to, state.moveTo(to));
    } else {
      assertEquals(Reason.CONFLICT, assertThrows(Refusal.class, () -> state.moveTo(to)).reason());
    }
  }

  @TestFactory
  Stream<DynamicTest> eachStepLeadsWhereTheTableSays() {
    assertEquals(CredentialState.values().length * STEPS.size(), TABLE.lines().count());
    return TABLE
        .lines()
        .map(line -> line.split(" +"))
        .map(row -> DynamicTest.dynamicTest(row[0] + " " + row[1], () -> check(row)));
  }

  private static void check(String[] row) {
    var from = CredentialState.valueOf(row[0]);
    var step = STEPS.get(row[1]);
    if (row[2].equals("-")) {
      var refusal = assertThrows(Refusal.class, () -> step.apply(from));
      assertEquals(Reason.CONFLICT, refusal.reason());
    } else {
      assertEquals(CredentialState.valueOf(row[2]), step.apply(from));
    }
  }
}
