package fr.jalons.delivery.works;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.PersonalWorkEvent.PersonalWorkAssigned;
import fr.jalons.events.PersonalWorkEvent.PersonalWorkCompleted;
import fr.jalons.events.PersonalWorkEvent.WorkHelp;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.StudentId;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Work is given and done (S22, S41). */
class PersonalWorkTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final LocalDate GIVEN = LocalDate.of(2026, 11, 9);
  private static final LocalDate DUE = GIVEN.plusDays(7);
  private static final Period AUTUMN = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);
  private static final RecordId WORK = new RecordId(UUID.randomUUID());
  private static final RecordId DONE = new RecordId(UUID.randomUUID());
  private static final RecordId EARLIER = new RecordId(UUID.randomUUID());
  private static final StructureDeclared DECLARED =
      new StructureDeclared(CLASS, SCHOOL, 2026, "CAP", "24122131210", List.of());
  private static final MembershipStarted ADA_JOINED =
      new MembershipStarted(ADA, CLASS, SCHOOL, LocalDate.of(2026, 9, 1));
  private static final MembershipStarted BEN_JOINED =
      new MembershipStarted(BEN, CLASS, SCHOOL, LocalDate.of(2026, 9, 1));

  private static AssignPersonalWork assign(
      RecordScope scope,
      List<StudentId> students,
      LocalDate assignedOn,
      LocalDate dueOn,
      @Nullable Correction correction) {
    return new AssignPersonalWork(
        WORK, scope, students, "Dossier", null, null, null, assignedOn, dueOn, correction);
  }

  private static PersonalWorkAssigned assigned(
      List<StudentId> students, @Nullable String correction) {
    return new PersonalWorkAssigned(
        WORK, SCHOOL, CLASS, students, "Dossier", null, null, null, GIVEN, DUE, correction);
  }

  private static CompletePersonalWork complete(StudentId student, LocalDate day) {
    return new CompletePersonalWork(DONE, WORK, student, day, WorkHelp.NONE, 3, null, null);
  }

  private static PersonalWorkCompleted completed(
      RecordId completion, StudentId student, LocalDate day, WorkHelp help) {
    return new PersonalWorkCompleted(completion, WORK, student, day, help, 3, null, null);
  }

  private static void leadsTo(Record command, DomainEvent event, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .success()
        .events(event);
  }

  private static void isRefused(Record command, String key, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aWorkIsGivenToAllMembersOrToSome() {
    RecordScope scope = RecordScope.of(CLASS);
    leadsTo(
        assign(scope, List.of(), GIVEN, DUE, null),
        assigned(List.of(ADA, BEN), null),
        DECLARED,
        ADA_JOINED,
        BEN_JOINED);
    leadsTo(
        assign(scope, List.of(BEN), GIVEN, DUE, null),
        assigned(List.of(BEN), null),
        DECLARED,
        ADA_JOINED,
        BEN_JOINED);
  }

  @Test
  void aCorrectionTakesAWorkFromNobody() {
    leadsTo(
        assign(RecordScope.of(CLASS), List.of(BEN), GIVEN, DUE, new Correction("Ajout", null)),
        assigned(List.of(ADA, BEN), "Ajout"),
        DECLARED,
        ADA_JOINED,
        BEN_JOINED,
        assigned(List.of(ADA), null));
  }

  @Test
  void aWorkIsOfAClassWithTheseStudents() {
    RecordScope scope = RecordScope.of(CLASS);
    isRefused(
        assign(RecordScope.of(SCHOOL), List.of(), GIVEN, DUE, null), "delivery.class-or-group");
    isRefused(assign(scope, List.of(), GIVEN, DUE, null), "delivery.scope-empty", DECLARED);
    isRefused(
        assign(scope, List.of(BEN), GIVEN, DUE, null),
        "delivery.student-elsewhere-then",
        DECLARED,
        ADA_JOINED);
    isRefused(
        assign(scope, List.of(), TODAY.plusDays(1), TODAY.plusDays(2), null),
        "delivery.date-ahead",
        DECLARED,
        ADA_JOINED);
    isRefused(
        assign(scope, List.of(), GIVEN, GIVEN.minusDays(1), null),
        "delivery.end-before-start",
        DECLARED,
        ADA_JOINED);
  }

  @Test
  void aWorkIsDoneOnceByWhomItWasGivenTo() {
    leadsTo(
        complete(ADA, DUE), completed(DONE, ADA, DUE, WorkHelp.NONE), assigned(List.of(ADA), null));
    isRefused(complete(BEN, DUE), "delivery.work-of-others", assigned(List.of(ADA), null));
    isRefused(
        complete(ADA, DUE),
        "delivery.work-done",
        assigned(List.of(ADA), null),
        completed(EARLIER, ADA, DUE, WorkHelp.PEER));
    isRefused(complete(ADA, DUE), "school.record-unknown");
    isRefused(
        complete(ADA, GIVEN.minusDays(1)),
        "delivery.done-before-given",
        assigned(List.of(ADA), null));
    isRefused(
        complete(ADA, TODAY.plusDays(1)), "delivery.date-ahead", assigned(List.of(ADA), null));
  }

  private static Aspects folded(DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(Folds.from(PersonalWork.class, WorkCompletion.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(ADA);
  }

  @Test
  void whatIsDoneInTimeAndWithoutHelpCounts() {
    DomainEvent given = assigned(List.of(ADA), null);
    PersonalWorkCompleted late = completed(DONE, ADA, DUE.plusDays(1), WorkHelp.NONE);

    assertThat(PersonalWork.ON_TIME.measure(folded(given), AUTUMN).value()).isEqualTo(0.0);
    assertThat(
            PersonalWork.ON_TIME
                .measure(folded(given, completed(DONE, ADA, DUE, WorkHelp.PEER)), AUTUMN)
                .value())
        .isEqualTo(1.0);
    assertThat(PersonalWork.ON_TIME.measure(folded(given, late), AUTUMN).value()).isEqualTo(0.0);
    assertThat(WorkCompletion.ALONE.measure(folded(given, late), AUTUMN).value()).isEqualTo(1.0);
    assertThat(
            WorkCompletion.ALONE
                .measure(
                    folded(given, late, new RecordWithdrawn(late, List.of(), "Erreur", TODAY)),
                    AUTUMN)
                .value())
        .isNull();
  }

  @Test
  void aStudentReadsWhatStandsOfEachWork() {
    Aspects student =
        folded(assigned(List.of(ADA), null), completed(DONE, ADA, DUE.plusDays(1), WorkHelp.PEER));
    PersonalWork.Given given =
        PersonalWork.view(student.all(PersonalWork.class), student).getFirst();

    assertThat(given.onTime()).isFalse();
    assertThat(given.help()).isEqualTo(WorkHelp.PEER);
    assertThat(given.completion()).isEqualTo(DONE);
  }
}
