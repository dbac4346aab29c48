package fr.jalons.school.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values of one line of a table, as {@link Fields} does those of an element. */
final class Row {
  private static final int LONGEST = 200;
  private static final Pattern FORMULA = Pattern.compile("[=@].*|[+-].+");
  private static final Pattern UNREADABLE = Pattern.compile("\\p{Cc}|\\p{Cs}");
  private static final Pattern FRENCH_DAY =
      Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})(?: .*)?");
  private static final Pattern ISO_DAY =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T].*)?");
  private static final Pattern COUNTED_DAY = Pattern.compile("([1-9]\\d{4})(?:[.,]\\d+)?");

  private final Place place;
  private final Table.Line line;
  private final Columns columns;
  private final LocalDate dayZero;
  private final Faults faults;

  /** Columns of which a fault is told. */
  private final Set<String> told = new HashSet<>();

  /**
   * Where each value stands.
   *
   * @param headings as the file has them
   */
  record Columns(Map<String, Integer> places, List<String> headings) {
    boolean has(String column) {
      return places.containsKey(column);
    }

    /** What the file calls a column. */
    String heading(String column) {
      Integer place = places.get(column);
      return place == null ? column : headings.get(place);
    }
  }

  Row(Table table, RosterSource source, Table.Line line, Columns columns, Faults faults) {
    this.place = new Place(table.file().name(), source, line.number());
    this.line = line;
    this.columns = columns;
    this.dayZero = table.dayZero();
    this.faults = faults;
  }

  boolean has(String column) {
    return columns.has(column);
  }

  Place place() {
    return place;
  }

  /** What is wrong with a column; the first thing that is, as the others may follow from it. */
  void fault(String column, String key, Object... args) {
    if (told.add(column)) {
      faults.add(place.fault(columns.heading(column), key, args));
    }
  }

  /** What stands in a column; null where it is blank, or where there is no such column. */
  @Nullable String text(String column) {
    Integer at = columns.places().get(column);
    if (at == null || at >= line.cells().size()) {
      return null;
    }
    String text = XmlFile.words(line.cells().get(at));
    String key =
        text.length() > LONGEST
            ? "roster.too-long"
            : UNREADABLE.matcher(text).find() || XmlText.garbled(text)
                ? "roster.garbled"
                : FORMULA.matcher(text).matches() ? "roster.formula" : null;
    if (key != null) {
      fault(column, key);
    }
    return text.isEmpty() ? null : text;
  }

  String required(String column) {
    String text = text(column);
    if (text == null) {
      fault(column, "roster.missing", columns.heading(column));
      return "";
    }
    return text;
  }

  /** What stands in a column, in small letters: a word of a format. */
  String word(String column) {
    String text = text(column);
    return text == null ? "" : Table.folded(text);
  }

  /** A day as people write it (24/12/2026), as ISO does, or as Excel counts it. */
  @Nullable LocalDate day(String column) {
    String text = text(column);
    if (text == null) {
      return null;
    }
    try {
      Matcher french = FRENCH_DAY.matcher(text);
      if (french.matches()) {
        return LocalDate.of(number(french, 3), number(french, 2), number(french, 1));
      }
      Matcher iso = ISO_DAY.matcher(text);
      if (iso.matches()) {
        return LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
      }
      Matcher counted = COUNTED_DAY.matcher(text);
      if (counted.matches()) {
        return dayZero.plusDays(number(counted, 1));
      }
    } catch (DateTimeException e) {
      // told below
    }
    fault(column, "roster.bad-date");
    return null;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
