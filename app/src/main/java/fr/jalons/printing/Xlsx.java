package fr.jalons.printing;

import fr.jalons.platform.web.DateTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table as a workbook (XLSX). What a page shows as a number, a share or a day is one here, too,
 * so that it can be summed and sorted. All else is stored as a text, which no spreadsheet takes for
 * a formula.
 */
final class Xlsx {
  private static final String PROGRAM = "Jalons";
  private static final String VERSION = "01.0000";
  private static final String HEAD_COLOUR = "D9E2EC";
  private static final String DAY = "dd/mm/yyyy";
  private static final String MOMENT = "dd/mm/yyyy hh:mm";

  /** Excel opens no workbook with a longer name of a sheet or a longer text. */
  private static final int LONGEST_NAME = 31;

  private static final int LONGEST_TEXT = 32_767;

  /** Of more, a spreadsheet would round the rest away. */
  private static final int MOST_DIGITS = 15;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Pattern FRENCH = number("[ \u00a0\u202f]", "[,.]");
  private static final Pattern ENGLISH = number(",", "\\.");

  private final DateTexts dates;
  private final Locale language;

  Xlsx(DateTexts dates, Locale language) {
    this.dates = dates;
    this.language = language;
  }

  /** One that begins with a zero is an identifier. */
  private static Pattern number(String between, String point) {
    return Pattern.compile(
        ("(?<sign>[-\u2212]?)(?<whole>0|[1-9]\\d*|[1-9]\\d{0,2}(?:%s\\d{3})+)"
                + "(?:%s(?<rest>\\d+))?(?<percent>[ \u00a0\u202f]?%%)?")
            .formatted(between, point));
  }

  /** The file. */
  byte[] of(PageTable table) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(file, PROGRAM, VERSION)) {
      write(table, workbook.newWorksheet(name(table.caption())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** As spreadsheets allow: without signs of addresses, and not too long. */
  static String name(String caption) {
    String plain = caption.replaceAll("[\\[\\]:*?/\\\\\\p{Cntrl}]", " ").strip();
    String name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).strip();
    String whole = name.replaceAll("^'+|'+$", "");
    return whole.isBlank() ? PROGRAM : whole;
  }

  private void write(PageTable table, Worksheet sheet) {
    int heads = 0;
    for (int row = 0; row < table.rows().size(); row++) {
      PageTable.Row line = table.rows().get(row);
      heads += line.head() && heads == row ? 1 : 0;
      int column = 0;
      for (PageTable.Cell cell : line.cells()) {
        write(sheet, row, column, cell.text());
        if (cell.columns() > 1) {
          sheet.range(row, column, row, column + cell.columns() - 1).merge();
        }
        if (line.head()) {
          sheet.style(row, column).bold().fillColor(HEAD_COLOUR).wrapText(true).set();
        } else if (cell.head()) {
          sheet.style(row, column).bold().set();
        }
        column += cell.columns();
      }
    }
    if (heads > 0) {
      sheet.freezePane(0, heads);
      sheet.repeatRows(0, heads - 1);
    }
  }

  private void write(Worksheet sheet, int row, int column, String text) {
    Matcher number =
        (language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? FRENCH : ENGLISH)
            .matcher(text);
    if (number.matches() && text.chars().filter(Character::isDigit).count() <= MOST_DIGITS) {
      write(sheet, row, column, number);
      return;
    }
    TemporalAccessor time = dates.read(text, language).orElse(null);
    if (time instanceof LocalDate day) {
      sheet.value(row, column, day);
      sheet.style(row, column).format(DAY).set();
    } else if (time instanceof LocalDateTime moment) {
      sheet.value(row, column, moment);
      sheet.style(row, column).format(MOMENT).set();
    } else {
      sheet.value(row, column, text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    }
  }

  private static void write(Worksheet sheet, int row, int column, Matcher number) {
    String rest = Objects.requireNonNullElse(number.group("rest"), "");
    BigDecimal value =
        new BigDecimal(
            (number.group("sign").isEmpty() ? "" : "-")
                + number.group("whole").replaceAll("\\D", "")
                + (rest.isEmpty() ? "" : '.' + rest));
    if (number.group("percent") == null) {
      sheet.value(row, column, value);
    } else {
      sheet.value(row, column, value.divide(HUNDRED));
      sheet
          .style(row, column)
          .format(rest.isEmpty() ? "0%" : "0." + "0".repeat(rest.length()) + '%')
          .set();
    }
  }
}
