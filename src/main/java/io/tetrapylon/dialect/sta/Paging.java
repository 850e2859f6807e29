package io.tetrapylon.dialect.sta;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param index of the page, from 0
 * @param size of pages, 1 to 20
 */
record Paging(int index, int size) {
  private static final String INDEX = "pageIndex";
  private static final String SIZE = "pageSize";
  private static final int DEFAULT_SIZE = 10;
  private static final int LARGEST_SIZE = 20;

  Paging {
    require(
        index >= 0, "The page index must be greater than or equal to 0. Parameter name: pageIndex");
    require(
        size >= 1 && size <= LARGEST_SIZE,
        "The page size must be between 1 and 20. Parameter name: pageSize");
  }

  /** Reads a query, whose names are matched without regard to case (Vert.x' maps do that). */
  static Paging of(MultiMap query) {
    var index = number(query.get(INDEX), 0);
    var size = number(query.get(SIZE), DEFAULT_SIZE);
    if (index == null || size == null) {
      throw unreadable(query, index == null, size == null);
    }
    return new Paging(index, size);
  }

  private static @Nullable Integer number(@Nullable String text, int otherwise) {
    try {
      return text == null ? otherwise : Integer.valueOf(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static StaRefusal unreadable(MultiMap query, boolean index, boolean size) {
    var errors = new JsonObject();
    if (index) {
      errors.put(INDEX, sentence(query.get(INDEX)));
    }
    if (size) {
      errors.put(SIZE, sentence(query.get(SIZE)));
    }
    var one = StaProblem.unreadable(INDEX, "");
    return new StaRefusal(new StaProblem(one.status(), one.title(), errors));
  }

  private static JsonArray sentence(String value) {
    return new JsonArray().add("The value '" + value + "' is not valid.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw StaRefusal.of(400, otherwise);
    }
  }
}
