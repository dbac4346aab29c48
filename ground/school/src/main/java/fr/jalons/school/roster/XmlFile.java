package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A file read once from start to end. Declarations of types and entities are refused before
 * anything of them is looked up, so that a hostile file neither reads the server's disk nor fills
 * its memory.
 */
final class XmlFile {
  private static final int DEEPEST = 32;
  private static final int LARGEST_PIECE = 10_000;
  private static final int MOST_PIECES = 200_000;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
  private static final XMLInputFactory PARSERS = parsers();

  private final String name;
  private final XMLStreamReader parser;
  private final String root;
  private int piecesRead;
  private int elementsOfPiece;

  /** Opens the file and reads up to its root element. */
  XmlFile(RosterFile file) {
    this.name = file.name();
    String text = XmlText.decode(file);
    try {
      this.parser = PARSERS.createXMLStreamReader(new StringReader(text));
    } catch (XMLStreamException e) {
      throw refusal(1, "roster.malformed");
    }
    while (next() != XMLStreamConstants.START_ELEMENT) {
      // what precedes the root: comments and blanks
    }
    this.root = parser.getLocalName();
  }

  private static XMLInputFactory parsers() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  String name() {
    return name;
  }

  /** Name of the root element, without namespace. */
  String root() {
    return root;
  }

  int line() {
    return Math.max(1, parser.getLocation().getLineNumber());
  }

  /**
   * Reads to the end of the file.
   *
   * @param pieces what to do with each element, by its path below the root; all else is passed over
   */
  void read(Map<String, Consumer<XmlElement>> pieces) {
    List<String> path = new ArrayList<>();
    for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        path.add(parser.getLocalName());
        Consumer<XmlElement> piece = pieces.get(String.join("/", path));
        if (piece != null) {
          elementsOfPiece = 0;
          if (++piecesRead > MOST_PIECES) {
            throw refusal(line(), "roster.not-an-export");
          }
          piece.accept(element(path.size()));
          path.removeLast();
        } else if (path.size() > DEEPEST) {
          throw refusal(line(), "roster.not-an-export");
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && !path.isEmpty()) {
        path.removeLast();
      }
    }
  }

  private XmlElement element(int depth) {
    if (depth > DEEPEST || ++elementsOfPiece > LARGEST_PIECE) {
      throw refusal(line(), "roster.not-an-export");
    }
    String tag = parser.getLocalName();
    int line = line();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      attributes.put(parser.getAttributeLocalName(i), words(parser.getAttributeValue(i)));
    }
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(depth + 1));
      } else if (parser.hasText() && event != XMLStreamConstants.COMMENT) {
        text.append(parser.getText());
      }
    }
    return new XmlElement(tag, line, attributes, words(text.toString()), children);
  }

  /** Without the blanks around, and with one space for those of whatever kind inside. */
  static String words(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  private int next() {
    try {
      int event = parser.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw refusal(line(), "roster.declarations");
      }
      return event;
    } catch (XMLStreamException e) {
      // The parser's own words may quote the file, and with it a name.
      throw refusal(Math.max(1, e.getLocation().getLineNumber()), "roster.malformed");
    }
  }

  private Refusal refusal(int line, String key) {
    return new Refusal(Refusal.Kind.INVALID, List.of(Fault.in(name, line, null, key)));
  }
}
