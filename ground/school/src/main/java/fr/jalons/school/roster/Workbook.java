package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workbook of Excel or LibreOffice (XLSX). The library is given nothing that was not looked
 * at: what it needs is packed anew, so that no second table of contents can tell it otherwise.
 */
final class Workbook {
  /** Excel's own limit, and some for tags. */
  private static final int LONGEST_PIECE = 40_000;

  private static final Pattern NEEDED =
      Pattern.compile(".*\\.(xml|rels)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NEEDLESS =
      Pattern.compile("(docProps|customXml|xl/(media|drawings|charts|theme|comments)).*");
  private static final Pattern DECLARATION = Pattern.compile("<!(DOCTYPE|ENTITY)");
  private static final Pattern FORMULA = Pattern.compile("<(?:\\w+:)?f[\\s/>]");
  private static final Pattern CELL =
      Pattern.compile("<(?:\\w+:)?c\\s[^>]*?\\br\\s*=\\s*[\"']([A-Z]{1,3})(\\d{1,7})[\"']");

  /** A column beyond the last that there can be: a list of so many cells would fill the memory. */
  private static final Pattern FAR_AWAY = Pattern.compile("\\sr\\s*=\\s*[\"']\\s*\\$?[A-Za-z]{4}");

  private final RosterFile file;

  private Workbook(RosterFile file) {
    this.file = file;
  }

  /** Whether these are the files of a workbook. */
  static boolean isOne(List<Archive.Entry> entries) {
    return entries.stream().anyMatch(entry -> entry.path().equals("xl/workbook.xml"));
  }

  static Table read(RosterFile file, List<Archive.Entry> entries) {
    return new Workbook(file).table(entries);
  }

  private Table table(List<Archive.Entry> entries) {
    try (ReadableWorkbook workbook =
        new ReadableWorkbook(new ByteArrayInputStream(lookedAt(entries)))) {
      List<Sheet> sheets =
          workbook
              .getSheets()
              .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
              .toList();
      List<Table.Line> first = sheets.isEmpty() ? List.of() : lines(sheets.getFirst());
      return new Table(
          file,
          first,
          workbook.isDate1904() ? Table.SINCE_1904 : Table.SINCE_1900,
          sheets.stream().skip(1).anyMatch(this::tellsSomething));
    } catch (IOException e) {
      throw refusal(null, null, "roster.workbook-damaged");
    } catch (Refusal refusal) {
      throw refusal;
    } catch (RuntimeException e) {
      // The library throws many kinds, whose words may quote the file, and with it a name.
      throw refusal(null, null, "roster.workbook-damaged");
    }
  }

  private List<Table.Line> lines(Sheet sheet) throws IOException {
    List<Table.Line> lines = new ArrayList<>();
    try (Stream<Row> rows = sheet.openStream()) {
      for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
        Row row = each.next();
        Table.Line line =
            new Table.Line(row.getRowNum(), row.stream().map(Workbook::text).toList());
        if (!line.isBlank()) {
          lines.add(line);
        }
        if (lines.size() > Table.MOST_LINES) {
          throw refusal(row.getRowNum(), null, "roster.too-many-lines", Table.MOST_LINES);
        }
      }
    }
    return lines;
  }

  private boolean tellsSomething(Sheet sheet) {
    try {
      return !lines(sheet).isEmpty();
    } catch (IOException e) {
      throw refusal(null, null, "roster.workbook-damaged");
    }
  }

  /** A number as the file has it, without the decimals that make it none of a day. */
  private static String text(@Nullable Cell cell) {
    String raw = cell == null ? null : cell.getRawValue();
    return raw == null ? "" : raw.replaceFirst("^(-?\\d+)\\.0+$", "$1");
  }

  private byte[] lookedAt(List<Archive.Entry> entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Archive.Entry entry : entries) {
        if (NEEDED.matcher(entry.path()).matches() && !NEEDLESS.matcher(entry.path()).matches()) {
          look(entry);
          zip.putNextEntry(new ZipEntry(entry.path()));
          zip.write(entry.content());
          zip.closeEntry();
        }
      }
    }
    return packed.toByteArray();
  }

  private void look(Archive.Entry part) {
    String text = new String(part.content(), StandardCharsets.ISO_8859_1);
    if (text.startsWith("þÿ") || text.startsWith("ÿþ") || DECLARATION.matcher(text).find()) {
      throw refusal(null, null, "roster.declarations");
    }
    if (FAR_AWAY.matcher(text).find()) {
      throw refusal(null, null, "roster.workbook-damaged");
    }
    Matcher formula = FORMULA.matcher(text);
    if (formula.find()) {
      throw formulaAt(text.substring(0, formula.start()));
    }
    requireShortPieces(text);
  }

  /** The last cell that begins before it. */
  private Refusal formulaAt(String before) {
    Integer line = null;
    String column = null;
    String end = before.substring(Math.max(0, before.length() - LONGEST_PIECE));
    for (Matcher cell = CELL.matcher(end); cell.find(); ) {
      column = cell.group(1);
      line = Integer.valueOf(Objects.requireNonNull(cell.group(2)));
    }
    return refusal(line, column, "roster.formulas");
  }

  /** No text and no tag is longer than Excel lets it be. */
  private void requireShortPieces(String text) {
    int begun = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '<' || letter == '>') {
        begun = i;
      } else if (i - begun > LONGEST_PIECE) {
        throw refusal(null, null, "roster.too-long");
      }
    }
  }

  private Refusal refusal(
      @Nullable Integer line, @Nullable String column, String key, Object... args) {
    return new Refusal(
        Refusal.Kind.INVALID, List.of(Fault.in(file.name(), line, column, key, args)));
  }
}
