package fr.jalons.school.roster;

import static fr.jalons.school.roster.Zipped.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.events.SchoolId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workbooks say the same as CSV files, and can do more harm. */
@Timeout(60)
class WorkbookTest {
  private static final Hints HINTS = new Hints(new SchoolId("0990001B"), 2026, Map.of());
  private static final String HEADINGS = row(1, "Nom", "Prénom", "Date de naissance", "Classe");

  @Test
  void textsNumbersAndDaysAreRead() {
    Roster roster =
        read(
            Zipped.workbook(
                HEADINGS
                    + row(2, "ÇELIK", "Zoë", "#39507", "#101")
                    + row(4, "DUPRÉ", "Léa", "01/02/2010", "1CAP")));

    assertThat(roster.students())
        .extracting(
            one -> one.place().line(),
            one -> one.name().family(),
            Roster.Student::birthDate,
            Roster.Student::classes)
        .containsExactly(
            tuple(2, "ÇELIK", LocalDate.of(2008, 2, 29), List.of("101")),
            tuple(4, "DUPRÉ", LocalDate.of(2010, 2, 1), List.of("1CAP")));
  }

  @Test
  void sharedTextsAreRead() {
    String cells =
        HEADINGS
            + "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='B2' t='s'><v>0</v></c>"
            + "<c r='C2'><v>39507.0</v></c><c r='D2' t='s'><v>2</v></c></row>";
    Zipped workbook = Zipped.workbook(cells);
    workbook.and(
        "xl/_rels/workbook.xml.rels",
        bytes(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                + relation("rId1", "worksheet", "worksheets/sheet1.xml")
                + relation("rId2", "sharedStrings", "sharedStrings.xml")
                + "</Relationships>"));
    workbook.and(
        "xl/sharedStrings.xml",
        bytes(
            "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                + "<si><t>Zoë</t></si><si><r><t>ÇE</t></r><r><t>LIK</t></r></si>"
                + "<si><t>1BOUL</t></si></sst>"));
    workbook.and(
        "[Content_Types].xml",
        bytes(
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                + type("workbook", "sheet.main")
                + type("worksheets/sheet1", "worksheet")
                + type("sharedStrings", "sharedStrings")
                + "</Types>"));

    assertThat(read(workbook).students())
        .extracting(Roster.Student::name, Roster.Student::classes)
        .containsExactly(tuple(new PersonName("ÇELIK", null, "Zoë"), List.of("1BOUL")));
  }

  @Test
  void workbooksOfMacintoshComputersCountDaysOtherwise() {
    Roster roster =
        read(
            Zipped.workbook(
                "<workbookPr date1904='1'/>", HEADINGS + row(2, "ÇELIK", "Zoë", "#38045", "1CAP")));

    assertThat(roster.students().getFirst().birthDate()).isEqualTo(LocalDate.of(2008, 2, 29));
  }

  @Test
  void sheetsThatAreNotReadAreTold() {
    String list = HEADINGS + row(2, "ÇELIK", "Zoë", "#39507", "1CAP");

    assertThat(read(Zipped.workbook("<workbookPr/>", list, "")).warnings()).isEmpty();
    assertThat(read(Zipped.workbook("<workbookPr/>", list, list)).warnings())
        .containsExactly(Warning.at(RosterSource.CLASS_LIST, 1, "roster.first-sheet-only"));
  }

  @Test
  void aFaultNamesRowAndColumn() {
    assertThat(faults(Zipped.workbook(HEADINGS + row(7, "ÇELIK", "Zoë", "#12", "1CAP"))))
        .containsExactly(Fault.in("liste.xlsx", 7, "Date de naissance", "roster.bad-date"));
  }

  @Test
  void formulasAreRefusedWithTheirPlace() {
    String formula =
        "<row r='2'><c r='A2' t='str'><v>x</v></c><c r='B2'><f>HYPERLINK(1)</f><v>1</v></c></row>";

    assertThat(faults(Zipped.workbook(HEADINGS + formula)))
        .containsExactly(Fault.in("liste.xlsx", 2, "B", "roster.formulas"));
  }

  @Test
  void xmlBombsInsideAreRefused() {
    Zipped bomb =
        Zipped.workbook(HEADINGS)
            .and(
                "xl/sharedStrings.xml",
                bytes(
                    "<!DOCTYPE sst [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"
                        + "<sst><si><t>&b;</t></si></sst>"));

    assertThat(faults(bomb)).extracting(Fault::key).containsExactly("roster.declarations");
  }

  @Test
  void cellsBeyondTheLastColumnHaveNoPlace() {
    assertThat(faults(Zipped.workbook(HEADINGS + "<row r='2'><c r='ZZZZZZ2'><v>1</v></c></row>")))
        .extracting(Fault::key)
        .containsExactly("roster.workbook-damaged");
  }

  @Test
  void hugeCellsAndManyRowsAreRefused() {
    StringBuilder rows = new StringBuilder(HEADINGS);
    for (int i = 2; i <= 60_000; i++) {
      rows.append("<row r='").append(i).append("'><c><v>1</v></c></row>");
    }

    assertThat(faults(Zipped.workbook(rows.toString())))
        .extracting(Fault::key)
        .containsExactly("roster.too-many-lines");
    assertThat(faults(Zipped.workbook(HEADINGS + row(2, "x".repeat(1_000_000)))))
        .extracting(Fault::key)
        .containsExactly("roster.too-long");
    assertThat(faults(Zipped.workbook(HEADINGS + row(2, "#" + "9".repeat(30_000), "Z", "#1", "1"))))
        .extracting(Fault::key)
        .contains("roster.too-long");
    assertThat(faults(Zipped.workbook(HEADINGS + row(2, "A", "Z", "#1E999999999", "1"))))
        .extracting(Fault::key)
        .containsExactly("roster.bad-date");
  }

  @Test
  void whatIsNoWorkbookInsideIsRefused() {
    for (String rows :
        List.of(
            "<row r='2'><c r='A2' t='s'><v>77</v></c></row>",
            "<row r='2'><c r='A2' t='?'><v>1</v></c></row>",
            "<row r='2'><c r='A2'><v>x</v></c></row>",
            "<row r='2'><c r='A2' s='-1'><v>1</v></c></row>",
            "<row r='x'><c><v>1</v></c></row>",
            "<row",
            "&undeclared;")) {
      assertThat(faults(Zipped.workbook(HEADINGS + rows)))
          .as(rows)
          .extracting(Fault::key)
          .containsAnyOf("roster.workbook-damaged", "roster.tells-nothing", "roster.formula");
    }
    assertThat(faults(Zipped.with("xl/workbook.xml", bytes("<workbook/>"))))
        .extracting(Fault::key)
        .containsExactly("roster.workbook-damaged");
  }

  private static String relation(String id, String type, String target) {
    return ("<Relationship Id='%s' Target='%s' Type='http://schemas.openxmlformats.org/"
            + "officeDocument/2006/relationships/%s'/>")
        .formatted(id, target, type);
  }

  private static String type(String part, String type) {
    return ("<Override PartName='/xl/%s.xml' ContentType='application/vnd.openxmlformats-"
            + "officedocument.spreadsheetml.%s+xml'/>")
        .formatted(part, type);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Roster read(Zipped workbook) {
    return RosterReader.read(List.of(workbook.as("liste.xlsx")), HINTS);
  }

  private static List<Fault> faults(Zipped workbook) {
    return catchThrowableOfType(Refusal.class, () -> read(workbook)).faults();
  }
}
