package fr.jalons.school.roster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a CSV file. Its encoding and its separator are found: who exports it knows neither. */
final class CsvFile {
  private static final int MOST_COLUMNS = 1_000;
  private static final int LONGEST_CELL = 10_000;
  private static final int LONGEST_LINE = 100_000;
  private static final int LOOKED_AT = 10;
  private static final List<Character> SEPARATORS = List.of(';', '\t', ',', '|');
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** No text has these. */
  private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0E-\\x1A]");

  /** Excel's own first line, which tells it the separator. */
  private static final Pattern SEPARATOR_TOLD = Pattern.compile("(?i)sep=(.)\\R");

  private final RosterFile file;
  private final String text;

  private CsvFile(RosterFile file) {
    this.file = file;
    this.text = decode(file);
  }

  static Table read(RosterFile file) {
    return new CsvFile(file).table();
  }

  private Table table() {
    if (BINARY.matcher(text).find()) {
      throw refusal(null, "roster.unknown-file");
    }
    List<Table.Line> lines = new ArrayList<>();
    boolean told = SEPARATOR_TOLD.matcher(text).lookingAt();
    int last = 0;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(told ? text.charAt("sep=".length()) : separator())
            .allowExtraFields(true)
            .allowMissingFields(true)
            .build(
                CsvRecordHandler.of(
                    limits ->
                        limits
                            .maxFields(MOST_COLUMNS)
                            .maxFieldSize(LONGEST_CELL)
                            .maxRecordSize(LONGEST_LINE)),
                text)) {
      for (CsvRecord record : csv) {
        last = (int) record.getStartingLineNumber();
        Table.Line line = new Table.Line(last, record.getFields());
        if (!line.isBlank() && !(told && last == 1)) {
          lines.add(line);
        }
        if (lines.size() > Table.MOST_LINES) {
          throw refusal(last, "roster.too-many-lines", Table.MOST_LINES);
        }
      }
    } catch (CsvParseException | IllegalArgumentException e) {
      // The parser's own words may quote the file, and with it a name.
      throw refusal(last + 1, "roster.csv-malformed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Table(file, lines, Table.SINCE_1900, false);
  }

  /** The one that the first lines have most of. */
  private char separator() {
    String head =
        String.join("\n", text.lines().limit(LOOKED_AT).toList()).replaceAll("\"[^\"]*\"", "");
    return SEPARATORS.stream()
        .max(
            Comparator.comparingLong(
                separator -> head.chars().filter(letter -> letter == separator).count()))
        .filter(separator -> head.indexOf(separator) >= 0)
        .orElse(';');
  }

  /** In UTF-8, if it can be; else as Excel writes it. */
  private static String decode(RosterFile file) {
    if (file.startsWith(0xEF, 0xBB, 0xBF)) {
      ByteBuffer marked = file.content().duplicate();
      return XmlText.decode(file, marked.position(marked.position() + 3), StandardCharsets.UTF_8);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(file.content().duplicate()).toString();
    } catch (CharacterCodingException e) {
      return XmlText.decode(file, file.content().duplicate(), WINDOWS);
    }
  }

  private Refusal refusal(@Nullable Integer line, String key, Object... args) {
    return new Refusal(Refusal.Kind.INVALID, List.of(Fault.in(file.name(), line, null, key, args)));
  }
}
