package fr.jalons.printing;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The {@code main} element of a page as a PDF that screen readers read (PDF/UA): with its title and
 * language, headings, lists and tables. A character that the font lacks is printed as {@value
 * #LACKING}.
 */
final class TaggedPdf {
  /** In the place of a character that cannot be printed. */
  static final String LACKING = "\u25a1";

  private static final String FONT = "DejaVu Sans";
  private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans%s.ttf";

  /** A picture inside the page: nothing is fetched. */
  private static final String PICTURE = "data:image/png;base64,";

  private static final int PLAIN = 400;
  private static final int BOLD = 700;
  private static final String STYLE = style();

  static {
    XRLog.setLoggingEnabled(false); // it would write what people wrote to the program's log
  }

  private TaggedPdf() {}

  private static String style() {
    try (InputStream sheet = resource("/printing/print.css")) {
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String path) {
    return Objects.requireNonNull(TaggedPdf.class.getResourceAsStream(path), path);
  }

  /** The file of a page. */
  static byte[] of(String html) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PdfRendererBuilder printer = new PdfRendererBuilder();
    font(printer, "", PLAIN, FontStyle.NORMAL);
    font(printer, "-Bold", BOLD, FontStyle.NORMAL);
    font(printer, "-Oblique", PLAIN, FontStyle.ITALIC);
    font(printer, "-BoldOblique", BOLD, FontStyle.ITALIC);
    try {
      printer
          .withW3cDocument(new W3CDom().fromJsoup(paper(html)), null)
          .usePdfUaAccessibility(true)
          .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
          .useUnicodeBidiReorderer(new ICUBidiReorderer())
          .defaultTextDirection(TextDirection.LTR)
          .useReplacementText(LACKING)
          .useExternalResourceAccessControl(
              (address, type) -> address.startsWith(PICTURE),
              ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
          .withProducer("Jalons")
          .toStream(bytes)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void font(PdfRendererBuilder printer, String face, int weight, FontStyle style) {
    printer.useFont(() -> resource(FONTS.formatted(face)), FONT, weight, style, true);
  }

  /** The document as it is printed. */
  private static Document paper(String html) {
    Document page = Jsoup.parse(html);
    Document paper = Document.createShell("");
    Element root = Objects.requireNonNull(paper.selectFirst("html"));
    root.attr("lang", page.select("html").attr("lang"));
    paper.title(page.title());
    paper.head().appendElement("meta").attr("name", "description").attr("content", page.title());
    paper.head().appendElement("meta").attr("name", "subject").attr("content", page.title());
    paper.head().appendElement("style").text(STYLE);
    Element main = Objects.requireNonNull(page.selectFirst("main"), "a page without main");
    main.select("form, script, button, nav, .d-print-none, .visually-hidden").remove();
    main.select("a").unwrap();
    paper.body().appendChild(main);
    return paper;
  }
}
