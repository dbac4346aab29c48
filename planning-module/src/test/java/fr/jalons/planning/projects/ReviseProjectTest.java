package fr.jalons.planning.projects;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ProjectEvent.Outlook;
import fr.jalons.events.ProjectEvent.ProjectRevised;
import fr.jalons.events.ProjectEvent.ProjectStage;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviseProjectTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 9);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 12);
  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 8, 31), ZoneOffset.UTC);
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final StudentRegistered KNOWN =
      new StudentRegistered(STUDENT, new SchoolId("0999999Z"));
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());

  private final AxonTestFixture slice = SliceFixture.on(TODAY, ReviseProject.class);

  private static ReviseProject revise(@Nullable LocalDate day, @Nullable Correction correction) {
    return new ReviseProject(
        FIRST, STUDENT, ProjectStage.CHOSEN, Outlook.EMPLOYMENT, "Pâtissier", day, correction);
  }

  private static ProjectRevised revised(RecordId entry, ProjectStage stage, LocalDate day) {
    return new ProjectRevised(entry, STUDENT, stage, Outlook.EMPLOYMENT, "Pâtissier", day, null);
  }

  @Test
  void aProjectIsRevisedTodayUnlessADayIsTold() {
    slice
        .given()
        .event(KNOWN)
        .when()
        .command(revise(null, null))
        .then()
        .success()
        .events(revised(FIRST, ProjectStage.CHOSEN, TODAY));
  }

  @Test
  void theSameEntryAgainChangesNothing() {
    slice
        .given()
        .events(KNOWN, revised(FIRST, ProjectStage.CHOSEN, OCTOBER))
        .when()
        .command(revise(OCTOBER, null))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anEntryIsCorrectedWithAReason() {
    slice
        .given()
        .events(KNOWN, revised(FIRST, ProjectStage.ASPIRATION, OCTOBER))
        .when()
        .command(revise(OCTOBER, new Correction("Mal compris", 1)))
        .then()
        .success()
        .events(
            new ProjectRevised(
                FIRST,
                STUDENT,
                ProjectStage.CHOSEN,
                Outlook.EMPLOYMENT,
                "Pâtissier",
                OCTOBER,
                "Mal compris"));
  }

  @Test
  void aProjectIsNotRevisedTomorrow() {
    slice
        .given()
        .event(KNOWN)
        .when()
        .command(revise(TODAY.plusDays(1), null))
        .then()
        .exception(Refusal.class, "planning.date-ahead")
        .noEvents();
  }

  @Test
  void nobodyRevisesTheProjectOfAStudentWhomNoRosterNames() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(revise(TODAY, null))
        .then()
        .exception(Refusal.class, "planning.student-unknown")
        .noEvents();
  }

  private static Aspects folded(Object... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(Project.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(STUDENT);
  }

  private static @Nullable Double advanced(Object... events) {
    return Project.ADVANCED.measure(folded(events), YEAR).value();
  }

  @Test
  void theLatestEntryIsTheProjectWhateverOrderTheyWereRecordedIn() {
    Aspects student =
        folded(
            revised(FIRST, ProjectStage.CHOSEN, TODAY),
            revised(SECOND, ProjectStage.EXPLORING, OCTOBER));

    Project.Journal journal = Project.view(student.all(Project.class));

    assertThat(journal.latest()).extracting(Project::stage).isEqualTo(ProjectStage.CHOSEN);
    assertThat(journal.entries()).extracting(Project::id).containsExactly(FIRST, SECOND);
    assertThat(student.parts(Tags.STUDENT).getFirst().view()).isEqualTo(journal);
  }

  @Test
  void anAspirationIsNoAdvanceAndWhatIsWithdrawnIsNone() {
    ProjectRevised chosen = revised(FIRST, ProjectStage.CHOSEN, OCTOBER);
    assertThat(advanced()).isEqualTo(0.0);
    assertThat(advanced(revised(FIRST, ProjectStage.ASPIRATION, OCTOBER))).isEqualTo(0.0);
    assertThat(advanced(chosen)).isEqualTo(1.0);
    assertThat(advanced(revised(FIRST, ProjectStage.CHOSEN, OCTOBER.minusYears(1)))).isEqualTo(0.0);
    assertThat(advanced(chosen, new RecordWithdrawn(chosen, List.of(), "Erreur", TODAY)))
        .isEqualTo(0.0);
  }
}
