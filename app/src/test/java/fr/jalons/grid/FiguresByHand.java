package fr.jalons.grid;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of {@code grid/figures.txt}, and figures of the API written in the same way. */
final class FiguresByHand {
  static final int EVENINGS = 3;

  private static final Pattern CODE = Pattern.compile("(S\\d+(\\.[a-z]+)?) +#.*");
  private static final Pattern LINE = Pattern.compile("(\\S+)( by (\\S+))?");

  private FiguresByHand() {}

  /**
   * What an indicator says of a scope.
   *
   * @param by the part of it that is meant; null: all
   * @param evenings what it says on each evening
   */
  record Figure(String code, String scope, @Nullable String by, List<String> evenings) {}

  static List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    String code = "";
    for (String line : YearByHand.lines("figures.txt")) {
      Matcher begins = CODE.matcher(line);
      if (begins.matches()) {
        code = begins.group(1);
      } else {
        figures.add(figure(code, line.split(" \\| | *\\|")));
      }
    }
    return figures;
  }

  private static Figure figure(String code, String... cells) {
    Matcher what = LINE.matcher(cells[0].strip());
    if (!what.matches() || cells.length != 1 + EVENINGS) {
      throw new IllegalStateException(code + ": not three figures of a scope: " + cells[0]);
    }
    return new Figure(
        code,
        what.group(1),
        what.group(3),
        Stream.of(cells).skip(1).map(cell -> cell.replaceAll(" #.*", "").strip()).toList());
  }

  /** A line of an answer, whose value must follow from what it is divided by. */
  static String written(Map<String, Object> line) {
    BigDecimal value = number(line.get("value"));
    BigDecimal numerator = number(line.get("numerator"));
    BigDecimal denominator = number(line.get("denominator"));
    String people = line.get("people") == null ? "" : " (%s)".formatted(line.get("people"));
    if (denominator == null) {
      return text(numerator) + people;
    }
    if (numerator == null) {
      return (value == null ? "∅" : text(value)) + " of " + text(denominator) + people;
    }
    BigDecimal expected =
        denominator.signum() == 0
            ? null
            : numerator.divide(denominator, 4, RoundingMode.HALF_UP).stripTrailingZeros();
    if (!Objects.equals(expected, value == null ? null : value.stripTrailingZeros())) {
      return "%s ÷ %s = %s".formatted(text(numerator), text(denominator), value);
    }
    return text(numerator) + " ÷ " + text(denominator) + people;
  }

  private static @Nullable BigDecimal number(@Nullable Object number) {
    return number == null ? null : new BigDecimal(number.toString());
  }

  private static String text(@Nullable BigDecimal number) {
    return number == null ? "nothing" : number.stripTrailingZeros().toPlainString();
  }
}
