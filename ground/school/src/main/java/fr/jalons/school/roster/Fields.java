package fr.jalons.school.roster;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one element. What is missing or wrong becomes a fault, and the value a
 * stand-in: a roster with faults is never handed out, so it is not seen.
 */
final class Fields {
  private static final int LONGEST = 200;
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{1,20}");
  private static final DateTimeFormatter FRENCH_DAY = strict("dd/MM/uuuu");
  private static final DateTimeFormatter ISO_DAY = strict("uuuu-MM-dd");

  private final XmlElement element;
  private final Place place;
  private final Faults faults;

  Fields(XmlElement element, String file, RosterSource source, Faults faults) {
    this.element = element;
    this.place = new Place(file, source, element.line());
    this.faults = faults;
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
  }

  Place place() {
    return place;
  }

  /** The values of a child, all of them absent if there is no such child. */
  Fields in(String child) {
    XmlElement found = element.child(child);
    return new Fields(
        found == null ? new XmlElement(child, place.line(), Map.of(), "", List.of()) : found,
        place.file(),
        place.source(),
        faults);
  }

  void fault(String field, String key, Object... args) {
    faults.add(place.fault(path(field), key, args));
  }

  /** The text of a child; null where it is absent or blank. */
  @Nullable String text(String child) {
    XmlElement found = element.child(child);
    return found == null ? null : checked(found.line(), child, found.text());
  }

  String required(String child) {
    return present(child, text(child));
  }

  /** The first of these children that says something. */
  @Nullable String firstOf(String... children) {
    for (String child : children) {
      String text = text(child);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  String requiredFirstOf(String... children) {
    return present(children[0], firstOf(children));
  }

  @Nullable String attribute(String name) {
    return checked(element.line(), name, element.attributes().getOrDefault(name, ""));
  }

  String requiredAttribute(String name) {
    return present(name, attribute(name));
  }

  /** The attribute, or the element's own text if it has none such. */
  String attributeOrText(String name) {
    return element.attributes().getOrDefault(name, element.text());
  }

  /** The texts at a path below the element, blank ones left out. */
  List<String> texts(String path) {
    return values(path, XmlElement::text);
  }

  /** An attribute of each element at a path below this one. */
  List<String> attributes(String path, String attribute) {
    return values(path, found -> found.attributes().getOrDefault(attribute, ""));
  }

  /** A code of a national nomenclature, which enters the log: it must not be a text. */
  @Nullable String code(String field, @Nullable String value) {
    if (value != null && !value.isEmpty() && !isCode(value)) {
      fault(field, "roster.bad-code");
    }
    return value;
  }

  /** Whether this is the code of a nomenclature. */
  static boolean isCode(String value) {
    return CODE.matcher(value).matches();
  }

  private List<String> values(String path, Function<XmlElement, String> value) {
    return element
        .all(path)
        .map(found -> checked(found.line(), path, value.apply(found)))
        .filter(text -> text != null)
        .distinct()
        .toList();
  }

  /** A day as SIECLE (24/12/2026) or STS-web (2026-12-24) writes it. */
  @Nullable LocalDate day(String child) {
    String text = text(child);
    return text == null ? null : parse(child, text);
  }

  /** The day of a moment: 24/12/2026 08:30:00. */
  @Nullable LocalDate dayOfMoment(String child) {
    String text = text(child);
    return text == null ? null : parse(child, text.replaceFirst("[ T].*", ""));
  }

  LocalDate requiredDay(String child) {
    LocalDate day = day(child);
    if (day == null && text(child) == null) {
      fault(child, "roster.missing", child);
    }
    return day == null ? LocalDate.EPOCH : day;
  }

  private @Nullable LocalDate parse(String child, String text) {
    try {
      return LocalDate.parse(text, place.source() == RosterSource.STAFF ? ISO_DAY : FRENCH_DAY);
    } catch (DateTimeParseException e) {
      faults.add(placeOf(child).fault(path(child), "roster.bad-date"));
      return null;
    }
  }

  /** Where a child stands; where there is none, the element itself. */
  Place placeOf(String child) {
    XmlElement found = element.child(child);
    return found == null ? place : new Place(place.file(), place.source(), found.line());
  }

  private String present(String field, @Nullable String value) {
    if (value == null) {
      fault(field, "roster.missing", field);
      return "";
    }
    return value;
  }

  private @Nullable String checked(int line, String field, String text) {
    String key =
        text.length() > LONGEST
            ? "roster.too-long"
            : XmlText.garbled(text) ? "roster.garbled" : null;
    if (key != null) {
      faults.add(new Place(place.file(), place.source(), line).fault(path(field), key));
    }
    return text.isEmpty() ? null : text;
  }

  /** A child as faults name it. */
  String path(String field) {
    return element.name() + '/' + field;
  }
}
