package fr.jalons.school.roster;

import fr.jalons.marks.Spelling;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A CSV file, or the first sheet of a workbook.
 *
 * @param dayZero the day that Excel counts from
 * @param cutShort whether the workbook has more sheets
 */
record Table(RosterFile file, List<Line> lines, LocalDate dayZero, boolean cutShort) {
  /** Day 61 and later: before that, Excel knows a 29 February 1900. */
  static final LocalDate SINCE_1900 = LocalDate.of(1899, 12, 30);

  /** As old workbooks of Macintosh computers count. */
  static final LocalDate SINCE_1904 = LocalDate.of(1904, 1, 1);

  /** Ten times a large school. */
  static final int MOST_LINES = 20_000;

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST_HEADING = 60;

  /**
   * A line with something in it.
   *
   * @param number from 1
   */
  record Line(int number, List<String> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /** What remains of a heading where spelling does not count. */
  static String folded(String heading) {
    return NO_LETTERS.matcher(Spelling.folded(heading)).replaceAll("");
  }

  /** The headings in a line, as they stand. */
  static List<String> headings(Line line) {
    return line.cells().stream()
        .map(
            cell -> {
              String heading = XmlFile.words(cell);
              return heading.substring(0, Math.min(LONGEST_HEADING, heading.length()));
            })
        .toList();
  }

  /** The first place of each heading in a line, folded. */
  static Map<String, Integer> places(Line line) {
    List<String> headings = new ArrayList<>(headings(line));
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < headings.size(); i++) {
      String heading = folded(headings.get(i));
      if (!heading.isEmpty()) {
        places.putIfAbsent(heading, i);
      }
    }
    return places;
  }

  /** Lines below this one. */
  List<Line> below(Line heading) {
    return lines.stream().filter(line -> line.number() > heading.number()).toList();
  }
}
