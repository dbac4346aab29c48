package fr.jalons.printing;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/** Lines for a spreadsheet: as French ones read them, and without a formula that somebody typed. */
public final class Csv {
  /** Without it, spreadsheets take UTF-8 for something else. */
  private static final String MARK = "\uFEFF";

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:[.,]\\d+)?");
  private static final Pattern FORMULA = Pattern.compile("(?s)\\s*[=+\\-@\\t\\r].*");

  private Csv() {}

  /** The file. */
  static String of(List<List<String>> lines) {
    StringWriter file = new StringWriter();
    file.append(MARK);
    try (CsvWriter writer =
        CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF).build(file)) {
      lines.forEach(line -> writer.writeRecord(line.stream().map(Csv::harmless).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }

  /** A text that begins like a formula is one to a spreadsheet, unless it is told otherwise. */
  public static String harmless(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
