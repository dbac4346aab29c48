package fr.jalons.planning.tutors;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.events.TutorEvent.TutorAssigned;
import fr.jalons.events.TutorEvent.TutorKind;
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

class AssignTutorTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 9);
  private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 12);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final TeacherId ONE = new TeacherId(UUID.randomUUID());
  private static final TeacherId OTHER = new TeacherId(UUID.randomUUID());
  private static final RecordId FIRST = new RecordId(UUID.randomUUID());
  private static final RecordId SECOND = new RecordId(UUID.randomUUID());
  private static final RecordId THIRD = new RecordId(UUID.randomUUID());
  private static final StudentRegistered KNOWN = new StudentRegistered(STUDENT, SCHOOL);
  private static final TeacherRegistered TEACHER = new TeacherRegistered(ONE, SCHOOL);

  private final AxonTestFixture slice = SliceFixture.on(TODAY, AssignTutor.class);

  private static AssignTutor assign(@Nullable LocalDate from, @Nullable Correction correction) {
    return new AssignTutor(FIRST, STUDENT, ONE, TutorKind.TUTOR, from, correction);
  }

  private static TutorAssigned assigned(RecordId id, TeacherId teacher, LocalDate from) {
    return new TutorAssigned(id, STUDENT, teacher, TutorKind.TUTOR, from, null);
  }

  @Test
  void aTutorFollowsFromTodayUnlessADayIsTold() {
    slice
        .given()
        .events(KNOWN, TEACHER)
        .when()
        .command(assign(null, null))
        .then()
        .success()
        .events(assigned(FIRST, ONE, TODAY));
  }

  @Test
  void aTutorMayBeginLater() {
    slice
        .given()
        .events(KNOWN, TEACHER)
        .when()
        .command(assign(TODAY.plusDays(8), null))
        .then()
        .success()
        .events(assigned(FIRST, ONE, TODAY.plusDays(8)));
  }

  @Test
  void aTutorIsCorrectedWithAReason() {
    slice
        .given()
        .events(KNOWN, TEACHER, assigned(FIRST, OTHER, OCTOBER))
        .when()
        .command(assign(OCTOBER, new Correction("Répartition revue", 1)))
        .then()
        .success()
        .events(
            new TutorAssigned(FIRST, STUDENT, ONE, TutorKind.TUTOR, OCTOBER, "Répartition revue"));
  }

  @Test
  void nobodyIsFollowedByATeacherWhomNoRosterNames() {
    slice
        .given()
        .event(KNOWN)
        .when()
        .command(assign(null, null))
        .then()
        .exception(Refusal.class, "school.teacher-unknown")
        .noEvents();
  }

  @Test
  void nobodyFollowsAStudentWhomNoRosterNames() {
    slice
        .given()
        .event(TEACHER)
        .when()
        .command(assign(null, null))
        .then()
        .exception(Refusal.class, "planning.student-unknown")
        .noEvents();
  }

  private static Aspects folded(Object... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(Tutor.class, Contact.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(STUDENT);
  }

  private static List<Tutor> tutors(Object... events) {
    return Tutor.view(folded(events).all(Tutor.class));
  }

  @Test
  void theNextTutorEndsTheOneBeforeWhateverOrderTheyWereRecordedIn() {
    LocalDate january = LocalDate.of(2027, 1, 4);

    List<Tutor> tutors =
        tutors(
            assigned(FIRST, ONE, january),
            assigned(SECOND, OTHER, OCTOBER),
            new TutorAssigned(THIRD, STUDENT, ONE, TutorKind.PLACEMENT_REFERENT, OCTOBER, null));

    assertThat(tutors).extracting(Tutor::id).containsExactly(FIRST, THIRD, SECOND);
    assertThat(tutors).extracting(Tutor::until).containsExactly(null, null, january);
  }

  @Test
  void anEndingHoldsAfterACorrectionAndWhenALaterTutorComes() {
    LocalDate november = LocalDate.of(2026, 11, 2);
    TutorAssigned first = assigned(FIRST, ONE, OCTOBER);

    List<Tutor> tutors =
        tutors(
            first,
            new RecordEnded(first, "Mutation", november),
            new TutorAssigned(FIRST, STUDENT, OTHER, TutorKind.TUTOR, OCTOBER, "Autre personne"),
            assigned(SECOND, ONE, TODAY));

    assertThat(tutors).extracting(Tutor::until).containsExactly(null, november);
    assertThat(tutors).extracting(Tutor::teacher).containsExactly(ONE, OTHER);
  }

  private static InterviewRecorded held(InterviewId interview, LocalDate on) {
    return new InterviewRecorded(interview, STUDENT, on, "Parle de son stage");
  }

  private static @Nullable Double recent(LocalDate until, Object... events) {
    Period period = new Period(LocalDate.of(2026, 9, 1), until, ZoneOffset.UTC);
    return Contact.RECENT.measure(folded(events), period).value();
  }

  @Test
  void anInterviewIsAContactOfTheThirtyDaysAfterIt() {
    InterviewId interview = new InterviewId(UUID.randomUUID());
    InterviewRecorded held = held(interview, OCTOBER);

    assertThat(recent(OCTOBER)).isEqualTo(0.0);
    assertThat(recent(OCTOBER, held)).isEqualTo(1.0);
    assertThat(recent(OCTOBER.plusDays(30), held)).isEqualTo(1.0);
    assertThat(recent(OCTOBER.plusDays(31), held)).isEqualTo(0.0);
    assertThat(recent(OCTOBER.minusDays(1), held)).isEqualTo(0.0);
    assertThat(recent(OCTOBER, held, new RecordWithdrawn(held, List.of(), "Erreur", OCTOBER)))
        .isEqualTo(0.0);
  }

  @Test
  void theLastContactIsTheLatestDay() {
    Aspects student =
        folded(
            held(new InterviewId(UUID.randomUUID()), TODAY),
            held(new InterviewId(UUID.randomUUID()), OCTOBER));

    assertThat(Contact.view(student.all(Contact.class))).isEqualTo(TODAY);
    assertThat(Contact.view(List.of())).isNull();
    assertThat(student.parts(Tags.STUDENT)).hasSize(2);
  }
}
