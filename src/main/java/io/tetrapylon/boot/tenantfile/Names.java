package io.tetrapylon.boot.tenantfile;

import java.util.HashMap;
import java.util.Map;

/** The names of one kind of thing: each is given once and referred to only when it exists. */
final class Names {
  private static final int BUILT_IN = 0;

  private final String kind;
  private final Map<Object, Integer> lines = new HashMap<>();

  /** Names of, for example, {@code group}. */
  Names(String kind) {
    this.kind = kind;
  }

  /** Names that are there without being in the file. */
  Names with(Iterable<String> builtIn) {
    builtIn.forEach(name -> lines.put(name, BUILT_IN));
    return this;
  }

  /** Gives a name; a second time is a mistake. */
  <T> T give(Element where, T name) {
    Integer before = lines.putIfAbsent(name, where.line());
    if (before != null) {
      String place = before == BUILT_IN ? "every tenant has it" : "first on line " + before;
      throw where.mistake("this " + kind + " is there already: " + place);
    }
    return name;
  }

  /** Refers to a name; one that was never given is a mistake. */
  <T> T refer(Element where, T name) {
    if (!lines.containsKey(name)) {
      throw where.mistake("is no " + kind + " of this tenant");
    }
    return name;
  }
}
