package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sample schools that may lie beside the repository. */
class SampleSchoolTest {
  private static final Path SAMPLES = Path.of("../../../shared/samples");

  @Test
  void theFictionalLyceeIsReadInFull() {
    Roster roster = read("lycee-fictif");

    assertThat(roster.structures()).filteredOn(s -> s.kind() == Kind.CLASS).hasSize(6);
    assertThat(roster.structures()).filteredOn(s -> s.kind() == Kind.GROUP).hasSize(12);
    assertThat(roster.students()).hasSize(84);
    assertThat(roster.students()).filteredOn(s -> s.leftOn() != null).hasSize(3);
    assertThat(roster.students()).filteredOn(s -> s.ine() == null).hasSize(3);
    assertThat(roster.teachers()).hasSize(15);
    assertThat(roster.guardians()).hasSize(115);
    assertThat(roster.warnings()).isEmpty();
    assertThat(roster.students())
        .extracting(s -> s.name().family() + ' ' + s.name().first())
        .contains("ŒUVRARD Loïc", "TRAORÉ Aïcha", "MUÑOZ Nolan");
  }

  @Test
  void theCollegeWhoseStructuresComeFirstIsRead() {
    Roster roster = read("siecle-sts");

    assertThat(roster.students()).hasSize(2);
    assertThat(roster.structures()).hasSize(3);
    assertThat(roster.teachers()).hasSize(2);
    assertThat(roster.services()).hasSize(3);
    assertThat(roster.guardians()).hasSize(1);
    assertThat(roster.warnings()).isEmpty();
  }

  @Test
  void aOneRosterExportWithoutClassesOfItsOwnIsRead() {
    Roster roster = read("oneroster/Test_full_data_set");

    assertThat(roster.year()).isEqualTo(2022);
    assertThat(roster.yearTold()).isFalse();
    assertThat(roster.students()).hasSize(3).allMatch(one -> one.classes().isEmpty());
    assertThat(roster.structures()).extracting(Roster.Structure::kind).containsExactly(Kind.GROUP);
    assertThat(roster.teachers()).hasSize(2);
    assertThat(roster.guardianships()).hasSize(1);
    assertThat(roster.warnings())
        .extracting(Warning::key)
        .contains("roster.enrollment-left-out", "roster.student-without-class");
  }

  private static Roster read(String school) {
    Path folder = SAMPLES.resolve(school);
    assumeThat(folder).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      List<RosterFile> sent =
          files.map(file -> RosterFile.of(file.getFileName().toString(), bytes(file))).toList();
      return RosterReader.read(sent, new Hints(new SchoolId("0990001B"), null, Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
