package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.evaluation.competencies.StudentAssessment;
import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Aspects;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In how many disciplines a student was assessed, whatever can still be read of them. */
class DisciplinesTest {
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());

  @Test
  void spellingsOfVersionOneAreOneDisciplineShownAsFirstWritten() {
    assertThat(
            disciplines(
                assessed("Français", null),
                assessed("français ", null),
                assessed("FRAN CAIS", null)))
        .containsExactly("Français");
    assertThat(disciplines(assessed("Français", null), assessed("Maths", null)))
        .containsExactly("Français", "Maths");
  }

  @Test
  void numbersTellThemApartOnceTheyAreErased() {
    assertThat(disciplines(assessed("effacé", 1), assessed("effacé", 2), assessed("effacé", 1)))
        .hasSize(2);
  }

  @Test
  void whatVersionOneWroteCountsWithTodays() {
    assertThat(
            disciplines(
                assessed("Français", null),
                assessed("Maths", null),
                assessed("maths", 2),
                assessed("FRANCAIS", 1),
                assessed("Dessin", 3)))
        .containsExactly("Dessin", "Français", "Maths");
  }

  private static List<String> disciplines(CompetencyAssessed... events) {
    Aspects student = Folded.view(STUDENT, events).aspects();
    return StudentAssessment.view(student.all(StudentAssessment.class), student)
        .getFirst()
        .disciplines();
  }

  private static CompetencyAssessed assessed(String discipline, @Nullable Integer number) {
    return new CompetencyAssessed(
        new AssessmentId(UUID.randomUUID()),
        STUDENT,
        "CPS",
        "2022",
        "CPS-C1",
        2,
        AssessmentContext.AP,
        discipline,
        "user:1",
        LocalDate.of(2026, 11, 10),
        null,
        number);
  }
}
