package fr.jalons.school.importroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fr.jalons.school.SchoolApplication;
import fr.jalons.school.roster.Hints;
import fr.jalons.school.roster.RosterFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Imports the sample school that may lie beside the repository. */
@SpringBootTest(classes = SchoolApplication.class, properties = "spring.flyway.enabled=false")
class SampleImportTest {
  private final RosterImports imports;

  @Autowired
  SampleImportTest(RosterImports imports) {
    this.imports = imports;
  }

  @Test
  void theSampleSchoolIsImportedInFullAndThenUnchanged() {
    List<RosterFile> files = sample();

    assertThat(imports.run(Set.of(), files, Hints.NONE).getBody())
        .isEqualTo(answer(new ImportAnswer.Students(84, 0, 3, 0)));
    assertThat(imports.run(Set.of(), files, Hints.NONE).getBody())
        .isEqualTo(answer(new ImportAnswer.Students(0, 0, 0, 84)));
  }

  private static ImportAnswer answer(ImportAnswer.Students students) {
    ImportAnswer.School school = new ImportAnswer.School("0999999Z", 2026);
    return new ImportAnswer(school, 6, 12, students, 115, 15, List.of(), List.of());
  }

  private static List<RosterFile> sample() {
    Path folder = Path.of("../../../shared/samples/lycee-fictif");
    assumeThat(folder).isDirectory();
    try (Stream<Path> files = Files.list(folder)) {
      List<RosterFile> read = new ArrayList<>();
      for (Path file : files.toList()) {
        read.add(RosterFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
