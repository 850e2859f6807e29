package io.tetrapylon.boot.tenantfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the file with the path that leads to it. It is read as written: {@code 0123} as a
 * password is four digits, whatever YAML takes it for.
 */
final class Element {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Set<Tag> TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ);

  private final Node node;
  private final String path;

  Element(Node node, String path) {
    this.node = node;
    this.path = path;
    if (node.getAnchor() != null) {
      throw mistake("anchors and aliases are not read here: write it out");
    }
    if (!TAGS.contains(node.getTag())) {
      throw mistake("tags and merge keys are not read here");
    }
  }

  /** What is wrong with this value, as an error that knows its place. */
  TenantFileError mistake(String what) {
    var mark = node.getStartMark();
    return new TenantFileError(mark.getLine() + 1, mark.getColumn() + 1, path, what);
  }

  int line() {
    return node.getStartMark().getLine() + 1;
  }

  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  Members members(String... known) {
    if (node instanceof MappingNode mapping) {
      return new Members(this, mapping, path, Set.of(known));
    }
    throw mistake("must be a mapping of keys to values");
  }

  List<Element> items() {
    if (!(node instanceof SequenceNode sequence)) {
      throw mistake("must be a list");
    }
    var items = new ArrayList<Element>();
    for (Node item : sequence.getValue()) {
      items.add(new Element(item, path + "[" + items.size() + "]"));
    }
    return items;
  }

  String text() {
    var scalar = scalar("a text");
    if (scalar.getTag().equals(Tag.BOOL) || isNothing()) {
      throw mistake("must be a text: put it in quotes");
    }
    if (scalar.getValue().isBlank()) {
      throw mistake("must not be empty");
    }
    return scalar.getValue();
  }

  /** A whole number, not negative. */
  long number(long from, long to) {
    var scalar = scalar("a number");
    boolean isNumber = scalar.isPlain() && NUMBER.matcher(scalar.getValue()).matches();
    long value = isNumber ? Long.parseLong(scalar.getValue()) : -1;
    if (value < from || value > to) {
      throw mistake("must be a whole number from " + from + " to " + to);
    }
    return value;
  }

  boolean flag() {
    var scalar = scalar("true or false");
    return switch (scalar.isPlain() ? scalar.getValue() : "") {
      case "true" -> true;
      case "false" -> false;
      default -> throw mistake("must be true or false");
    };
  }

  /** The text read by a rule that refuses with an {@link IllegalArgumentException}. */
  <T> T as(Function<String, T> rule) {
    String text = text();
    try {
      return rule.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw mistake(String.valueOf(wrong.getMessage()));
    }
  }

  private ScalarNode scalar(String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar;
    }
    throw mistake("must be " + what);
  }
}
