package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIECLE hands out archives, and they are taken as they come. */
@Timeout(30)
class ArchiveTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();

  @Test
  void archivesTellWhatTheFilesInThemTell() {
    Roster plain = RosterReader.read(List.of(STUDENTS.file(), SchoolExport.guardians().file()));
    Roster zipped =
        RosterReader.read(
            List.of(
                Zipped.with("export/ElevesAvecAdresses.xml", STUDENTS.bytes())
                    .and("__MACOSX/export/._ElevesAvecAdresses.xml", new byte[] {0, 5})
                    .as("ExportXML_Eleves.zip"),
                Zipped.with("Responsables.xml", SchoolExport.guardians().bytes()).as("r.zip")));

    assertThat(zipped.students())
        .extracting(Roster.Student::externalId, Roster.Student::name, Roster.Student::classes)
        .containsExactlyElementsOf(
            plain.students().stream()
                .map(one -> tuple(one.externalId(), one.name(), one.classes()))
                .toList());
    assertThat(zipped.guardians()).isEqualTo(plain.guardians());
    assertThat(zipped.school()).isEqualTo(plain.school());
  }

  @Test
  void aFaultNamesTheArchiveAndTheFileInIt() {
    SchoolExport wrong = STUDENTS.with("29/02/2008", "30/02/2008");

    assertThat(faults(Zipped.with("a/b/eleves.xml", wrong.bytes()).as("siecle.zip")))
        .containsExactly(
            Fault.in(
                "siecle.zip/eleves.xml",
                wrong.lineOf("30/02/2008"),
                "ELEVE/DATE_NAISS",
                "roster.bad-date"));
  }

  @Test
  void anArchiveThatGrowsWithoutEndIsLeftUnread() {
    Zipped bomb = Zipped.with("eleves.xml", new byte[65 << 20]);

    assertThat(bomb.bytes()).hasSizeLessThan(1 << 20);
    assertThat(faults(bomb.as("bomb.zip")))
        .containsExactly(Fault.in("bomb.zip/eleves.xml", null, null, "roster.zip-bomb", 64));
  }

  @Test
  void anArchiveOfVeryManyFilesIsRefused() {
    Zipped many = Zipped.with("f", new byte[0]);
    IntStream.range(0, 201).forEach(i -> many.and("f" + i + ".xml", new byte[0]));

    assertThat(faults(many.as("many.zip")))
        .containsExactly(Fault.in("many.zip", null, null, "roster.zip-entries", 200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../eleves.xml", "a/../../eleves.xml", "/eleves.xml", "C:\\eleves.xml"})
  void pathsThatLeadOutAreRefused(String path) {
    assertThat(faults(Zipped.with(path, STUDENTS.bytes()).as("a.zip")))
        .containsExactly(Fault.in("a.zip/eleves.xml", null, null, "roster.zip-path"));
  }

  @Test
  void archivesInArchivesAreRefusedByName() {
    byte[] inner = Zipped.with("eleves.xml", STUDENTS.bytes()).bytes();

    assertThat(faults(Zipped.with("inner.zip", inner).and("note.txt", text("nom")).as("a.zip")))
        .extracting(Fault::file, Fault::key)
        .contains(tuple("a.zip/inner.zip", "roster.zip-nested"));
  }

  @Test
  void whatIsCutOffOrEmptyIsRefused() {
    byte[] whole = Zipped.with("eleves.xml", STUDENTS.bytes()).bytes();

    assertThat(faults(RosterFile.of("half.zip", Arrays.copyOf(whole, whole.length / 3))))
        .extracting(Fault::key)
        .containsExactly("roster.zip-damaged");
    assertThat(faults(RosterFile.of("cut.zip", Arrays.copyOf(whole, whole.length - 30))))
        .extracting(Fault::key)
        .containsExactly("roster.zip-damaged");
    assertThat(faults(Zipped.with("empty/", new byte[0]).as("empty.zip")))
        .extracting(Fault::key)
        .containsExactly("roster.zip-empty");
  }

  @Test
  void aFileThatIsNothingOfASchoolIsNamed() {
    assertThat(
            faults(
                Zipped.with("eleves.xml", STUDENTS.bytes())
                    .and("photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0})
                    .as("a.zip")))
        .containsExactly(Fault.in("a.zip/photo.png", null, null, "roster.unknown-file"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Fault> faults(RosterFile... files) {
    return catchThrowableOfType(Refusal.class, () -> RosterReader.read(List.of(files))).faults();
  }
}
