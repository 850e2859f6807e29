package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.kernel.Member;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a small XML document from somebody else: no document type, so no entities and
 * nothing that is fetched; at most {@value #DEEPEST} levels and {@value #MOST} elements.
 *
 * @param name its local name; namespaces tell nothing apart here that the name does not
 * @param attributes by their local names
 * @param children in order
 * @param content its own text, stripped
 */
record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, String content) {
  private static final int DEEPEST = 24;
  private static final int MOST = 50_000;

  /** Refuses with {@code MEMBER_INVALID} what is no such document. */
  static XmlElement parse(String document) {
    try {
      var reader = factory().createXMLStreamReader(new StringReader(document));
      try {
        return new Reading(reader).root();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException unreadable) {
      throw notRead(); // its message quotes the document
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    return factory;
  }

  private static RuntimeException notRead() {
    return Member.invalid("content", "is no XML that is read here.");
  }

  /** One pass over a document. */
  private static final class Reading {
    private final XMLStreamReader reader;
    private int count;

    Reading(XMLStreamReader reader) {
      this.reader = reader;
    }

    XmlElement root() throws XMLStreamException {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw Member.invalid("content", "may have no document type.");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          return rest(element(1));
        }
      }
      throw notRead();
    }

    private XmlElement rest(XmlElement root) throws XMLStreamException {
      while (reader.hasNext()) {
        reader.next();
      }
      return root;
    }

    private XmlElement element(int depth) throws XMLStreamException {
      Member.check(depth <= DEEPEST && ++count <= MOST, "content", "is too deep or too long.");
      var name = reader.getLocalName();
      var attributes = attributes();
      var children = new ArrayList<XmlElement>();
      var content = new StringBuilder();
      for (int event = reader.next();
          event != XMLStreamConstants.END_ELEMENT;
          event = reader.next()) {
        switch (event) {
          case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              content.append(reader.getText());
          case XMLStreamConstants.ENTITY_REFERENCE -> throw notRead();
          default -> {}
        }
      }
      return new XmlElement(name, attributes, children, content.toString().strip());
    }

    private Map<String, String> attributes() {
      var attributes = new HashMap<String, String>();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
      return attributes;
    }
  }

  /** The first child of that name, then its first child of the next, and so on. */
  Optional<XmlElement> at(String... path) {
    var found = Optional.of(this);
    for (var step : path) {
      found = found.flatMap(element -> element.all(step).findFirst());
    }
    return found;
  }

  /** The text there, if there is any. */
  Optional<String> text(String... path) {
    return at(path).map(XmlElement::content).filter(text -> !text.isEmpty());
  }

  /** The children of that name. */
  Stream<XmlElement> all(String child) {
    return children.stream().filter(element -> element.name.equals(child));
  }

  /** An attribute, or an empty text. */
  String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }

  /** Secrets stand in it. */
  @Override
  public String toString() {
    return "XmlElement[" + name + "]";
  }
}
