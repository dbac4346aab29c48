package fr.jalons.printing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Read back with another library: what is printed, and how it is tagged. */
class TaggedPdfTest {

  private static String page(String main) {
    return """
        <!doctype html><html lang="en"><head><title>Follow-up – Jalons</title></head>
        <body><header>Menu</header><main>%s</main><footer>Foot</footer></body></html>
        """
        .formatted(main);
  }

  private static String text(String main) throws IOException {
    try (PDDocument file = Loader.loadPDF(TaggedPdf.of(page(main)))) {
      return new PDFTextStripper().getText(file);
    }
  }

  private static void gather(PDStructureNode node, List<String> types) {
    if (node instanceof PDStructureElement element) {
      types.add(element.getStructureType());
    }
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureNode below) {
        gather(below, types);
      }
    }
  }

  @Test
  void aScreenReaderFindsLanguageTitleHeadingsListsAndTables() throws IOException {
    String main =
        """
        <h1>One</h1><h2>Two</h2><h3>Three</h3><p>Text</p><ul><li>Item</li></ul>
        <table><thead><tr><th scope="col">Day</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
        """;
    try (PDDocument file = Loader.loadPDF(TaggedPdf.of(page(main)))) {
      assertThat(file.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(file.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(file.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(file.getDocumentInformation().getTitle()).isEqualTo("Follow-up – Jalons");
      assertThat(new String(file.getDocumentCatalog().getMetadata().toByteArray()))
          .contains("pdfuaid");
      List<String> types = new ArrayList<>();
      gather(file.getDocumentCatalog().getStructureTreeRoot(), types);
      assertThat(types)
          .contains("H1", "H2", "H3", "P", "L", "LI", "Table", "THead", "TR", "TH", "TD");
      assertThat(fonts(file)).isNotEmpty().allMatch(name -> name.contains("DejaVu"));
    }
  }

  private static Set<String> fonts(PDDocument file) throws IOException {
    Set<String> names = new TreeSet<>();
    for (PDPage page : file.getPages()) {
      for (COSName name : page.getResources().getFontNames()) {
        var font = page.getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        names.add(font.getName());
      }
    }
    return names;
  }

  @Test
  void whatIsNotForPaperIsLeftOut() throws IOException {
    assertThat(
            text(
                """
                <p>Kept <a href="/x">link</a></p><form><button>Send</button></form>
                <p class="d-print-none">Hidden</p>
                """))
        .contains("Kept link")
        .doesNotContain("Send", "Hidden", "Menu", "Foot");
  }

  @Test
  void whatTheFontKnowsIsPrinted() throws IOException {
    assertThat(text("<p>Œuvre – œil, Čeština, Ελληνικά, Русский, ½ € ✓ ∅ ☺</p>"))
        .contains("Œuvre – œil, Čeština, Ελληνικά, Русский, ½ € ✓ ∅ ☺");
    assertThat(text("<p>مرحبا</p>")).contains("مرحبا");
    assertThat(text("<p>\ud83d\ude00</p>")).contains("\ud83d\ude00");
  }

  @Test
  void whatTheFontLacksLeavesASign() throws IOException {
    assertThat(text("<p>[你好] [\ud83e\uddc1] [नमस्ते]</p>")).contains("[□□] [□] [□");
  }
}
