package fr.jalons.printing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.platform.web.DateTexts;
import fr.jalons.security.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Any table of any page comes as CSV and as a workbook, and no cell of it is a formula. */
class TablesAsFilesTest extends OnDemoSchool {
  @Autowired DateTexts dates;

  @Test
  void aTableOfAPageComesAsItIsShown() {
    Visitor teacher = person("demo-teacher");
    Element table = Jsoup.parse(teacher.page("/classes").body()).select("main table").getFirst();
    HttpResponse<String> answer = teacher.page("/classes?csv=1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualToIgnoringCase("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines).hasSize(table.select("tr").size());
    assertThat(lines.getFirst()).isEqualTo("\uFEFFClasse;Formation;Élèves");
    assertThat(answer.body()).contains("1CAPPSR;");
  }

  @Test
  void aTableThatThereIsNotIsNotFoundAndOthersAreAskedForLikeTheirPage() {
    Visitor teacher = person("demo-teacher");
    assertThat(teacher.page("/classes?csv=9").statusCode()).isEqualTo(404);
    assertThat(teacher.page("/classes?xlsx=9").statusCode()).isEqualTo(404);
    assertThat(teacher.page("/accounts?xlsx=1").statusCode()).isEqualTo(403);
    assertThat(teacher.page("/classes?csv=first").body()).contains("<main");
    assertThat(teacher.page("/accounts?csv=1").statusCode()).isEqualTo(403);
    assertThat(new Visitor(port).page("/classes?csv=1").body()).doesNotContain("1CAPPSR");
  }

  @Test
  void everyTableOfEveryPageComesAsAWorkbook() throws IOException {
    Set<CellType> types = EnumSet.noneOf(CellType.class);
    int tables = 0;
    for (String address : pagesWithTables()) {
      Document page = Jsoup.parse(new String(fetch(address).body(), StandardCharsets.UTF_8));
      List<PageTable> shown = PageTable.in(page.html());
      for (int i = 0; i < shown.size(); i++) {
        String asked = address + (address.contains("?") ? '&' : '?') + "xlsx=" + (i + 1);
        HttpResponse<byte[]> answer = fetch(asked);
        assertThat(answer.statusCode()).as(asked).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
            .isEqualTo("attachment; filename=\"jalons.xlsx\"");
        types.addAll(compare(asked, shown.get(i), answer.body()));
        tables++;
      }
    }
    assertThat(tables).isGreaterThan(10);
    assertThat(types).contains(CellType.NUMBER, CellType.STRING).doesNotContain(CellType.FORMULA);
  }

  /** What the menu leads to, and what is below it. */
  private Set<String> pagesWithTables() {
    Set<String> addresses =
        new TreeSet<>(
            Set.of(
                "/classes/follow-up?class=1CAPPSR",
                "/sessions?class=1CAPPSR",
                "/audit/classes?class=1CAPPSR",
                "/students/" + student,
                "/students/" + student + "/history",
                "/students/" + student + "/consultations"));
    Jsoup.parse(new String(fetch("/classes").body(), StandardCharsets.UTF_8))
        .select("#menu nav a[href]")
        .forEach(link -> addresses.add(link.attr("href")));
    assertThat(addresses).hasSizeGreaterThan(15);
    return addresses;
  }

  private static Set<CellType> compare(String asked, PageTable shown, byte[] file)
      throws IOException {
    Set<CellType> types = EnumSet.noneOf(CellType.class);
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      Sheet sheet = workbook.getFirstSheet();
      assertThat(sheet.getName()).as(asked).isEqualTo(Xlsx.name(shown.caption()));
      Map<Integer, Row> rows =
          sheet.read().stream().collect(Collectors.toMap(Row::getRowNum, row -> row));
      List<List<String>> lines = shown.lines();
      for (int i = 0; i < lines.size(); i++) {
        Row row = rows.get(i + 1);
        for (int j = 0; j < lines.get(i).size(); j++) {
          Cell cell = row == null ? null : row.getOptionalCell(j).orElse(null);
          String text = lines.get(i).get(j);
          if (cell == null || cell.getType() == CellType.EMPTY) {
            assertThat(text).as(asked).isEmpty();
          } else if (cell.getType() == CellType.STRING) {
            assertThat(cell.asString()).as(asked).isEqualTo(text);
          } else {
            assertThat(text).as(asked).containsPattern("\\d");
          }
          if (cell != null) {
            types.add(cell.getType());
          }
        }
      }
    }
    return types;
  }

  private HttpResponse<byte[]> fetch(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
            .header("Authorization", bearer)
            .header("Accept", "text/html")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What a French page shows, and what the workbook holds of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "12 | 12",
        "-3 | -3",
        "0 | 0",
        "1 234,5 | 1234.5",
        "12.25 | 12.25",
        "93,5 % | 0.935",
        "07 | '07'",
        "0990001X | '0990001X'",
        "06 12 34 56 78 | '06 12 34 56 78'",
        "1234567890123456 | '1234567890123456'",
        "280 ÷ 360 | '280 ÷ 360'",
        "01/10/2026 | 46296",
        "01/10/2026 12:00 | 46296.5",
        "=1+1 | '=1+1'",
        "+33 | '+33'",
        "@sum | '@sum'",
        "∅ | '∅'"
      })
  void numbersAndDaysAreSuchAndAllElseIsText(String shown, String expected) throws IOException {
    Cell cell = cell(shown, Locale.FRENCH);
    if (expected.startsWith("'")) {
      assertThat(cell.getType()).isEqualTo(CellType.STRING);
      assertThat('\'' + cell.asString() + '\'').isEqualTo(expected);
    } else {
      assertThat(cell.getType()).isEqualTo(CellType.NUMBER);
      assertThat(cell.asNumber()).isEqualByComparingTo(expected);
    }
  }

  @Test
  void anEnglishPageIsReadAsEnglish() throws IOException {
    assertThat(cell("1,234.5", Locale.ENGLISH).asNumber()).isEqualByComparingTo("1234.5");
    assertThat(cell("1 Oct 2026", Locale.ENGLISH).asNumber()).isEqualByComparingTo("46296");
    assertThat(cell("50%", Locale.ENGLISH).asNumber()).isEqualByComparingTo("0.5");
  }

  @Test
  void aSheetHasANameThatSpreadsheetsAllow() {
    assertThat(Xlsx.name("Suivi par élève")).isEqualTo("Suivi par élève");
    assertThat(Xlsx.name("a/b:c?[d]*")).isEqualTo("a b c  d");
    assertThat(Xlsx.name("x".repeat(40))).hasSize(31);
    assertThat(Xlsx.name("'' / ")).isEqualTo("Jalons");
  }

  private Cell cell(String text, Locale language) throws IOException {
    PageTable table =
        new PageTable(
            "Table",
            List.of(
                new PageTable.Row(true, List.of(new PageTable.Cell("Head", true, 1))),
                new PageTable.Row(false, List.of(new PageTable.Cell(text, false, 1)))));
    byte[] file = new Xlsx(dates, language).of(table);
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      List<Row> rows = workbook.getFirstSheet().read();
      assertThat(rows.getFirst().getCell(0).asString()).isEqualTo("Head");
      return rows.get(1).getCell(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "=1+1,'=1+1",
        "+33,'+33",
        "-a,'-a",
        "@sum,'@sum",
        "` =1`,`' =1`",
        "-12,-12",
        "12,12",
        "Élève,Élève"
      })
  void noCellIsAFormula(String written, String expected) {
    assertThat(Csv.harmless(written)).isEqualTo(expected);
    assertThat(Csv.of(List.of(List.of(written, "a;b"))))
        .isEqualTo("\uFEFF" + expected + ";\"a;b\"\r\n");
  }
}
