package fr.jalons.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.librepdf.openpdf.fonts.Liberation;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** A plain document on A4: headings, lines, tables, and the number of each page. */
final class PdfFile {
  private static final float MARGIN = 50;
  private static final int SMALL = 9;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
  private final Font plain = font(Liberation.SANS, SMALL);
  private final Font bold = font(Liberation.SANS_BOLD, SMALL);
  private final Font heading = font(Liberation.SANS_BOLD, 12);
  private final Font title = font(Liberation.SANS_BOLD, 16);

  /**
   * An empty one.
   *
   * @param name what viewers show as its title
   */
  PdfFile(String name) {
    PdfWriter writer = PdfWriter.getInstance(document, bytes);
    writer.setPageEvent(new Numbers());
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString("fr-FR"));
    writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
    document.addTitle(name);
    document.addCreator("Jalons");
    document.open();
  }

  private static Font font(Liberation face, int size) {
    try {
      return face.create(size);
    } catch (IOException e) {
      throw new UncheckedIOException("The fonts are missing", e);
    }
  }

  private final class Numbers extends PdfPageEventHelper {
    @Override
    public void onEndPage(PdfWriter writer, Document page) {
      ColumnText.showTextAligned(
          writer.getDirectContent(),
          Element.ALIGN_RIGHT,
          new Phrase(Integer.toString(writer.getPageNumber()), plain),
          page.right(),
          page.bottom() - MARGIN / 2,
          0);
    }
  }

  void title(String text) {
    document.add(new Paragraph(text, title));
  }

  void heading(String text) {
    Paragraph paragraph = new Paragraph(text, heading);
    paragraph.setSpacingBefore(MARGIN / 3);
    paragraph.setSpacingAfter(MARGIN / 10);
    document.add(paragraph);
  }

  void text(String text) {
    document.add(new Paragraph(text, plain));
  }

  void line(String label, String value) {
    Paragraph paragraph = new Paragraph(label + " : ", bold);
    paragraph.add(new Phrase(value, plain));
    document.add(paragraph);
  }

  /** The columns’ names come again on each page. */
  void table(List<String> columns, List<List<String>> rows) {
    if (rows.isEmpty()) {
      text("—");
      return;
    }
    PdfPTable table = new PdfPTable(columns.size());
    table.setWidthPercentage(100);
    table.setHeaderRows(1);
    columns.forEach(column -> table.addCell(new PdfPCell(new Phrase(column, bold))));
    rows.forEach(row -> row.forEach(cell -> table.addCell(new PdfPCell(new Phrase(cell, plain)))));
    document.add(table);
  }

  byte[] bytes() {
    document.close();
    return bytes.toByteArray();
  }
}
