package io.tetrapylon.boot.tenantfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The keys of one mapping: only known ones, each once. A key without a value counts as absent. */
final class Members {
  private final Element owner;
  private final Map<String, Element> elements = new HashMap<>();

  Members(Element owner, MappingNode mapping, String path, Set<String> known) {
    this.owner = owner;
    for (NodeTuple tuple : mapping.getValue()) {
      put(tuple, path.isEmpty() ? "" : path + ".", known);
    }
    elements.values().removeIf(Element::isNothing);
  }

  private void put(NodeTuple tuple, String prefix, Set<String> known) {
    String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "(complex)";
    var key = new Element(tuple.getKeyNode(), prefix + name);
    if (!known.contains(name)) {
      throw key.mistake("is no key of this place; known are " + new TreeSet<>(known));
    }
    if (elements.containsKey(name)) {
      throw key.mistake("stands here twice");
    }
    elements.put(name, new Element(tuple.getValueNode(), prefix + name));
  }

  Element owner() {
    return owner;
  }

  Optional<Element> find(String name) {
    return Optional.ofNullable(elements.get(name));
  }

  Element get(String name) {
    return find(name).orElseThrow(() -> owner.mistake("lacks the key " + name));
  }

  String text(String name) {
    return get(name).text();
  }

  Optional<String> textIfAny(String name) {
    return find(name).map(Element::text);
  }

  int number(String name, int from, int to, int otherwise) {
    return find(name).map(element -> (int) element.number(from, to)).orElse(otherwise);
  }

  boolean flag(String name, boolean otherwise) {
    return find(name).map(Element::flag).orElse(otherwise);
  }

  /** The items of a list, none when the key is absent. */
  <T> List<T> each(String name, Function<Element, T> read) {
    return find(name).map(Element::items).orElse(List.of()).stream().map(read).toList();
  }
}
