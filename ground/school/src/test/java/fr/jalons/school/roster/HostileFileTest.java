package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to harm the server are refused with a plain sentence. */
@Timeout(10)
class HostileFileTest {
  private static final String ROOT = "<BEE_ELEVES>&x;</BEE_ELEVES>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE BEE_ELEVES>",
        "<!DOCTYPE BEE_ELEVES [<!ENTITY x 'y'>]>",
        "<!DOCTYPE BEE_ELEVES SYSTEM 'http://127.0.0.1:1/evil.dtd'>",
        "<!DOCTYPE BEE_ELEVES [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'> %p;]>",
      })
  void typesAndEntitiesMayNotBeDeclared(String doctype) {
    assertThat(fault("<?xml version='1.0'?>\n" + doctype + "\n" + ROOT))
        .isEqualTo(Fault.in("f.xml", 2, null, "roster.declarations"));
  }

  @Test
  void theServersDiskIsNotRead(@TempDir Path disk) throws IOException {
    Path secret = Files.writeString(disk.resolve("secret.txt"), "top secret");

    Fault fault = fault("<!DOCTYPE r [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>" + ROOT);

    assertThat(fault.key()).isEqualTo("roster.declarations");
    assertThat(fault.toString()).doesNotContain("secret");
  }

  @Test
  void aBillionLaughsAreNotLaughed() {
    StringBuilder entities = new StringBuilder("<!ENTITY l0 'ha'>");
    for (int i = 1; i < 40; i++) {
      entities.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    long start = System.nanoTime();

    Fault fault = fault("<!DOCTYPE r [" + entities + "]><BEE_ELEVES>&l39;</BEE_ELEVES>");

    assertThat(fault.key()).isEqualTo("roster.declarations");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void endlessNestingIsCutShort() {
    assertThat(fault("<BEE_ELEVES>" + "<a>".repeat(100_000)).key())
        .isEqualTo("roster.not-an-export");
    assertThat(fault("<BEE_ELEVES><DONNEES><ELEVES><ELEVE>" + "<a>".repeat(100_000)).key())
        .isEqualTo("roster.not-an-export");
  }

  @Test
  void aPupilWithTenThousandPropertiesIsNone() {
    String pupil = "<ELEVE ELEVE_ID='1'>" + "<a/>".repeat(20_000) + "</ELEVE>";

    assertThat(fault("<BEE_ELEVES><DONNEES><ELEVES>" + pupil).key())
        .isEqualTo("roster.not-an-export");
  }

  @Test
  void aVeryLargeFileIsNotOpened() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> RosterReader.read(List.of(RosterFile.of("f.xml", new byte[33 << 20]))));

    assertThat(refusal.faults()).extracting(Fault::key).containsExactly("roster.too-large");
  }

  @Test
  void aVeryLongValueIsAFault() {
    SchoolExport export = SchoolExport.students().with("<PRENOM>Awa", "<PRENOM>" + "A".repeat(201));

    assertThat(fault(export.text()).key()).isEqualTo("roster.too-long");
  }

  private static Fault fault(String text) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> RosterReader.read(List.of(SchoolExport.of("f.xml", text).file())));
    return refusal.faults().getFirst();
  }
}
