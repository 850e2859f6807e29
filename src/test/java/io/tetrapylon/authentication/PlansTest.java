package io.tetrapylon.authentication;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.audit.PipelinedReads;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plan is made once, often while tables are empty, and kept when they are full: none may read a
 * table from its beginning to its end.
 */
@QuarkusTest
class PlansTest {
  private static final Pattern NAMED = Pattern.compile("#\\{(\\w+)}");

  @Inject Pool pool;

  static Map<String, String> statements() {
    return Map.of(
        "open", HotStatements.OPEN,
        "open phones", HotStatements.OPEN_PHONES,
        "code", HotStatements.CONSUME_CODE,
        "push", HotStatements.PUSH,
        "approve", HotStatements.APPROVE,
        "poll", HotStatements.READ,
        "QR code", HotStatements.FIND,
        "open a key's answer", HotStatements.OPEN_ANSWER,
        "key", HotStatements.CONSUME_KEY);
  }

  static Iterable<String> names() {
    return statements().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void noTableIsReadWhole(String name) {
    // when
    var plan = plan(statements().get(name));

    // then
    assertTrue(plan.contains("Index"), plan);
    assertFalse(plan.contains("Seq Scan"), plan);
    assertFalse(plan.contains("Hash") || plan.contains("Merge Join"), plan);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noStatementIsTooLongToBePreparedOnce(String name) {
    assertTrue(statements().get(name).length() < PipelinedReads.LONGEST_PREPARED_ONCE);
  }

  private String plan(String statement) {
    var rows = pool.query("EXPLAIN (GENERIC_PLAN) " + numbered(statement)).executeAndAwait();
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getString(0))
        .collect(Collectors.joining("\n"));
  }

  private static String numbered(String statement) {
    var numbers = new LinkedHashMap<String, Integer>();
    return NAMED
        .matcher(statement)
        .replaceAll(
            found -> "\\$" + numbers.computeIfAbsent(found.group(1), name -> numbers.size() + 1));
  }
}
