package fr.jalons.planning.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.TaskEvent.Channel;
import fr.jalons.events.TaskEvent.Public;
import fr.jalons.events.TaskEvent.TaskAssigned;
import fr.jalons.events.TaskEvent.TaskCompleted;
import fr.jalons.events.TaskEvent.TaskKind;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssignTaskTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final RecordScope WHOLE = RecordScope.of(SCHOOL);
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final RecordId TASK = id();
  private static final RecordId DONE = id();
  private static final RecordId MEETING = id();
  private static final MeetingHeld HELD =
      new MeetingHeld(
          MEETING, SCHOOL, null, null, Body.OTHER, null, TODAY, 60, List.of(), 3, null, null);

  private static RecordId id() {
    return new RecordId(UUID.randomUUID());
  }

  private static AxonTestFixture slice() {
    return SliceFixture.on(TODAY, AssignTask.class, CompleteTask.class);
  }

  private static AssignTask assign(
      TaskKind kind, @Nullable Channel channel, Set<Public> audiences, LocalDate dueOn) {
    return new AssignTask(
        TASK,
        WHOLE,
        kind,
        "Informer",
        List.of(),
        null,
        null,
        MEETING,
        channel,
        audiences,
        null,
        dueOn,
        null);
  }

  private static TaskAssigned assigned(
      RecordId task,
      @Nullable StructureId structure,
      TaskKind kind,
      LocalDate from,
      LocalDate dueOn,
      Public... audiences) {
    return new TaskAssigned(
        task,
        SCHOOL,
        structure,
        null,
        kind,
        "Informer",
        List.of(),
        null,
        null,
        MEETING,
        kind == TaskKind.COMMUNICATION ? Channel.LETTER : null,
        Set.of(audiences),
        from,
        dueOn,
        null);
  }

  private static TaskCompleted completed(RecordId completion, RecordId task, LocalDate day) {
    return new TaskCompleted(completion, task, SCHOOL, null, null, day, null, null, null);
  }

  private static CompleteTask complete(RecordId completion, LocalDate day) {
    return new CompleteTask(completion, TASK, day, null, null, null);
  }

  private static void refused(AssignTask command, String key) {
    slice()
        .given()
        .event(HELD)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void aTaskIsAssignedTodayUnlessADayIsTold() {
    slice()
        .given()
        .event(HELD)
        .when()
        .command(assign(TaskKind.MILESTONE, null, Set.of(), TODAY))
        .then()
        .success()
        .events(assigned(TASK, null, TaskKind.MILESTONE, TODAY, TODAY));
  }

  @Test
  void aCommunicationAloneHasAChannelAndPublics() {
    slice()
        .given()
        .event(HELD)
        .when()
        .command(assign(TaskKind.COMMUNICATION, Channel.LETTER, Set.of(Public.GUARDIANS), TODAY))
        .then()
        .success()
        .events(assigned(TASK, null, TaskKind.COMMUNICATION, TODAY, TODAY, Public.GUARDIANS));
    String key = "planning.channel-of-communication";
    refused(assign(TaskKind.COMMUNICATION, null, Set.of(Public.STAFF), TODAY), key);
    refused(assign(TaskKind.COMMUNICATION, Channel.ENT, Set.of(), TODAY), key);
    refused(assign(TaskKind.TEAM_TASK, Channel.ENT, Set.of(), TODAY), key);
    refused(assign(TaskKind.MILESTONE, null, Set.of(Public.STAFF), TODAY), key);
  }

  @Test
  void aTaskIsDueAfterItWasAssignedAndNamesWhatIsKnown() {
    refused(
        assign(TaskKind.MILESTONE, null, Set.of(), TODAY.minusDays(1)),
        "planning.due-before-assigned");
    AssignTask ofNoMeeting =
        new AssignTask(
            TASK,
            WHOLE,
            TaskKind.TEAM_TASK,
            "Informer",
            List.of(),
            MEETING,
            null,
            null,
            null,
            Set.of(),
            null,
            TODAY,
            null);
    refused(ofNoMeeting, "school.reference-unknown");
    AssignTask ahead =
        new AssignTask(
            TASK,
            WHOLE,
            TaskKind.TEAM_TASK,
            "Informer",
            List.of(),
            null,
            null,
            null,
            null,
            Set.of(),
            TODAY.plusDays(1),
            TODAY.plusDays(2),
            null);
    refused(ahead, "planning.date-ahead");
    AssignTask forNobody =
        new AssignTask(
            TASK,
            WHOLE,
            TaskKind.TEAM_TASK,
            "Informer",
            List.of(new TeacherId(UUID.randomUUID())),
            null,
            null,
            null,
            null,
            Set.of(),
            null,
            TODAY,
            null);
    refused(forNobody, "school.teacher-unknown");
  }

  @Test
  void aTaskIsCompletedOnceAndNotBeforeItWasAssigned() {
    TaskAssigned task = assigned(TASK, null, TaskKind.TEAM_TASK, TODAY.minusDays(3), TODAY);
    slice()
        .given()
        .event(task)
        .when()
        .command(complete(DONE, TODAY))
        .then()
        .success()
        .events(completed(DONE, TASK, TODAY));
    slice()
        .given()
        .events(task, completed(id(), TASK, TODAY))
        .when()
        .command(complete(DONE, TODAY))
        .then()
        .exception(Refusal.class, "planning.task-done")
        .noEvents();
    slice()
        .given()
        .event(task)
        .when()
        .command(complete(DONE, TODAY.minusDays(4)))
        .then()
        .exception(Refusal.class, "planning.before-assigned")
        .noEvents();
    slice()
        .given()
        .event(task)
        .when()
        .command(complete(DONE, TODAY.plusDays(1)))
        .then()
        .exception(Refusal.class, "planning.date-ahead")
        .noEvents();
  }

  @Test
  void whatWasGivenUpIsNotCompletedButItsCompletionIsStillCorrected() {
    TaskAssigned task = assigned(TASK, null, TaskKind.TEAM_TASK, TODAY.minusDays(3), TODAY);
    RecordEnded ended = new RecordEnded(task, "Sans objet", TODAY);
    slice()
        .given()
        .events(task, ended)
        .when()
        .command(complete(DONE, TODAY))
        .then()
        .exception(Refusal.class, "school.record-ended")
        .noEvents();
    slice()
        .given()
        .events(task, completed(DONE, TASK, TODAY), ended)
        .when()
        .command(
            new CompleteTask(DONE, TASK, TODAY, "Fait à deux", null, new Correction("Note", 1)))
        .then()
        .success()
        .events(
            new TaskCompleted(DONE, TASK, SCHOOL, null, null, TODAY, "Fait à deux", null, "Note"));
  }

  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 11, 30), ZoneOffset.UTC);

  private static Measure measured(Indicator indicator, Object... events) {
    FoldedAspects folded =
        new FoldedAspects(Folds.from(Task.class, Completion.class, Addressed.class));
    List.of(events).forEach(folded::evolve);
    return indicator.measure(
        new ScopeView(WHOLE, folded.of(SCHOOL), List.of(), scope -> true, scope -> true), YEAR);
  }

  private static @Nullable Double part(Measure measure, String by) {
    return Objects.requireNonNull(measure.parts().get(by)).value();
  }

  @Test
  void teamTasksCountByTheScaleOfTheirScope() {
    TaskAssigned late = assigned(TASK, CLASS, TaskKind.TEAM_TASK, TODAY, TODAY);
    RecordId ofSchool = id();
    TaskAssigned gone = assigned(id(), null, TaskKind.TEAM_TASK, TODAY, TODAY);
    Measure all =
        measured(
            Task.DONE,
            late,
            completed(id(), TASK, YEAR.until().plusDays(1)),
            assigned(ofSchool, null, TaskKind.TEAM_TASK, TODAY, TODAY),
            completed(id(), ofSchool, TODAY),
            assigned(id(), null, TaskKind.MILESTONE, TODAY, TODAY),
            assigned(id(), null, TaskKind.TEAM_TASK, TODAY, YEAR.until().plusDays(1)),
            gone,
            new RecordEnded(gone, "Sans objet", TODAY.minusDays(1)));
    assertThat(all.numerator()).isEqualTo(1L);
    assertThat(all.denominator()).isEqualTo(2L);
    assertThat(part(all, "CLASS")).isEqualTo(0.0);
    assertThat(part(all, "SCHOOL")).isEqualTo(1.0);
    assertThat(part(all, "TRACK")).isNull();
  }

  @Test
  void milestonesSlipByTheDaysOfThoseThatAreLate() {
    RecordId early = id();
    RecordId open = id();
    Measure slippage =
        measured(
            Task.SLIPPAGE,
            assigned(early, null, TaskKind.MILESTONE, TODAY.minusDays(9), TODAY),
            completed(id(), early, TODAY.minusDays(5)),
            assigned(open, null, TaskKind.MILESTONE, TODAY.minusDays(9), TODAY.plusDays(3)));
    assertThat(slippage.value()).as("0 and 7 days").isEqualTo(3.5);
    assertThat(slippage.denominator()).isEqualTo(2L);
    assertThat(slippage.numerator()).isNull();
    assertThat(measured(Task.SLIPPAGE, HELD).value()).isNull();
  }

  @Test
  void communicationsCountByChannelAndPublicAndReachTheirPublics() {
    RecordId sent = id();
    TaskAssigned letter =
        assigned(sent, null, TaskKind.COMMUNICATION, TODAY, TODAY, Public.STAFF, Public.STUDENTS);
    TaskAssigned other =
        assigned(id(), null, TaskKind.COMMUNICATION, TODAY, TODAY, Public.GUARDIANS);
    TaskCompleted done = completed(id(), sent, TODAY);
    Measure made = measured(Task.SENT, letter, other, done);
    assertThat(made.value()).isEqualTo(0.5);
    assertThat(part(made, "LETTER")).isEqualTo(0.5);
    assertThat(part(made, "STAFF")).isEqualTo(1.0);
    assertThat(part(made, "GUARDIANS")).isEqualTo(0.0);
    assertThat(part(made, "ENT")).isNull();
    assertThat(measured(Task.REACHED, letter, other, done).value()).isEqualTo(0.5);
    assertThat(
            measured(
                    Task.REACHED,
                    letter,
                    done,
                    new RecordWithdrawn(done, List.of(), "Erreur", TODAY))
                .value())
        .isEqualTo(0.0);
  }

  private static IndicatorsPublished published(LocalDate day) {
    return new IndicatorsPublished(
        id(),
        SCHOOL,
        "Résultats",
        null,
        YEAR.from(),
        day,
        1,
        List.of(),
        Set.of(Audience.GUARDIANS, Audience.STAFF),
        Map.of(),
        day);
  }

  @Test
  void publicationsOfThePeriodReachTheirPublicsToo() {
    RecordId sent = id();
    TaskAssigned letter =
        assigned(sent, null, TaskKind.COMMUNICATION, TODAY, TODAY, Public.STAFF, Public.STUDENTS);
    IndicatorsPublished publication = published(TODAY);
    assertThat(
            measured(Task.REACHED, letter, completed(id(), sent, TODAY), publication).numerator())
        .isEqualTo(3);
    assertThat(measured(Task.REACHED, published(YEAR.from().minusDays(1))).value()).isEqualTo(0.0);
    assertThat(
            measured(
                    Task.REACHED,
                    publication,
                    new RecordWithdrawn(publication, List.of(), "Erreur", TODAY))
                .value())
        .isEqualTo(0.0);
  }

  @Test
  void aPageShowsWhatIsDueWhatWasDoneAndWhatIsLate() {
    FoldedAspects folded = new FoldedAspects(Folds.from(Task.class, Completion.class));
    RecordId first = id();
    TaskAssigned letter = assigned(first, null, TaskKind.COMMUNICATION, TODAY, TODAY, Public.STAFF);
    List.of(
            assigned(TASK, CLASS, TaskKind.TEAM_TASK, TODAY, TODAY.plusDays(1)),
            letter,
            completed(id(), first, TODAY.plusDays(2)))
        .forEach(folded::evolve);
    Aspects school = folded.of(SCHOOL);

    List<Task.Followed> tasks = Task.view(school.all(Task.class), school);
    assertThat(tasks).extracting(Task.Followed::id).containsExactly(first, TASK);
    assertThat(tasks).extracting(task -> task.daysLate(TODAY.plusDays(4))).containsExactly(2L, 3L);
    Completion.Communications communications =
        Completion.view(school.all(Completion.class), school);
    assertThat(communications.list()).extracting(Task.Followed::id).containsExactly(first);
    assertThat(communications.channels())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.channel()).isEqualTo(Channel.LETTER);
              assertThat(row.audiences().get(Public.STAFF.ordinal()))
                  .isEqualTo(new Completion.Sent(1, 1));
            });
  }
}
