package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accents are read as they were written, or not at all. */
class EncodingTest {
  private static final SchoolExport STUDENTS = SchoolExport.students();
  private static final SchoolExport GUARDIANS = SchoolExport.guardians();
  private static final SchoolExport STAFF = SchoolExport.staff();

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-15", "windows-1252"})
  void accentsSurviveEveryAcceptedEncoding(String encoding) {
    assertThat(read(STUDENTS.in(encoding), GUARDIANS.in(encoding), STAFF.in(encoding)))
        .isEqualTo(read(STUDENTS, GUARDIANS, STAFF));
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(read(SchoolExport.of("eleves.xml", "\uFEFF" + STUDENTS.text())))
        .isEqualTo(read(STUDENTS));
  }

  @Test
  void bytesOfAnotherEncodingAreAFaultAndNeverOtherLetters() {
    byte[] latin = STUDENTS.text().getBytes(Charset.forName("ISO-8859-15"));

    assertThat(faultsOf(RosterFile.of("eleves.xml", latin)))
        .containsExactly(
            Fault.in(
                "eleves.xml", STUDENTS.lineOf("ÇELIK"), null, "roster.encoding-wrong", "UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-15", "ISO-8859-1", "windows-1252"})
  void utf8ThatClaimsToBeAnotherEncodingIsAFault(String claimed) {
    byte[] utf8 = STUDENTS.in(claimed).text().getBytes(StandardCharsets.UTF_8);

    assertThat(faultsOf(RosterFile.of("eleves.xml", utf8)))
        .extracting(Fault::key)
        .containsAnyOf("roster.garbled", "roster.encoding-wrong");
  }

  @Test
  void aNameGarbledBeforeTheExportIsAFault() {
    assertThat(faults(STUDENTS.with("Zoë", "ZoÃ«")))
        .containsExactly(
            Fault.in("eleves.xml", STUDENTS.lineOf("Zoë"), "ELEVE/PRENOM", "roster.garbled"));
    assertThat(keys(STUDENTS.with("Zoë", "Zo\uFFFD"))).containsExactly("roster.garbled");
  }

  @Test
  void otherEncodingsAreRefused() {
    assertThat(faults(STUDENTS.in("IBM850")))
        .containsExactly(Fault.in("eleves.xml", 1, null, "roster.encoding-refused", "IBM850"));
    assertThat(keys(STUDENTS.with("encoding=\"UTF-8\"", "encoding=\"klingon 7\"")))
        .containsExactly("roster.encoding-refused");
    assertThat(keys(STUDENTS.in("UTF-16"))).containsExactly("roster.encoding-refused");
  }

  private static List<String> keys(SchoolExport... exports) {
    return faults(exports).stream().map(Fault::key).toList();
  }

  private static List<Fault> faults(SchoolExport... exports) {
    return faultsOf(Stream.of(exports).map(SchoolExport::file).toArray(RosterFile[]::new));
  }

  private static List<Fault> faultsOf(RosterFile... files) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> RosterReader.read(List.of(files)));
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
    return refusal.faults();
  }

  private static Roster read(SchoolExport... exports) {
    return RosterReader.read(Stream.of(exports).map(SchoolExport::file).toList());
  }
}
