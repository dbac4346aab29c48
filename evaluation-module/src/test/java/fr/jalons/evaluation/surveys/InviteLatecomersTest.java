package fr.jalons.evaluation.surveys;

import fr.jalons.events.GuardianId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.slices.SliceFixture;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.fixture.AxonTestPhase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteLatecomersTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS = theClass("1CAPB");
  private static final StructureId OTHER = theClass("1CAPC");
  private static final SurveyId SURVEY = new SurveyId(UUID.randomUUID());
  private static final StudentId THERE = new StudentId(UUID.randomUUID());
  private static final StudentId LATE = new StudentId(UUID.randomUUID());
  private static final GuardianId FATHER = new GuardianId(UUID.randomUUID());

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoComesToTheClassIsInvited(boolean anonymous) {
    after(opened(Audience.STUDENTS, CLASS, anonymous, TODAY), joins(LATE, CLASS))
        .events(new SurveyInvited(SURVEY, CLASS, List.of(LATE.value()), TODAY));
  }

  @Test
  void nobodyIsInvitedTwice() {
    after(
            opened(Audience.STUDENTS, CLASS, true, TODAY),
            joins(LATE, CLASS),
            new SurveyInvited(SURVEY, CLASS, List.of(LATE.value()), TODAY))
        .noEvents();
  }

  @Test
  void whoComesToAnotherClassOrIsGoneAgainIsNotInvited() {
    after(
            opened(Audience.STUDENTS, CLASS, true, TODAY),
            joins(LATE, OTHER),
            joins(LATE, CLASS),
            new MembershipEnded(LATE, CLASS, SCHOOL, TODAY))
        .noEvents();
  }

  @Test
  void aSurveyOfTheSchoolInvitesWhoComesToAnyClass() {
    after(opened(Audience.STUDENTS, null, true, TODAY), joins(LATE, OTHER))
        .events(new SurveyInvited(SURVEY, null, List.of(LATE.value()), TODAY));
  }

  @Test
  void guardiansComeToo() {
    after(
            opened(Audience.GUARDIANS, CLASS, false, TODAY),
            new GuardianLinked(FATHER, THERE, SCHOOL))
        .events(new SurveyInvited(SURVEY, CLASS, List.of(FATHER.value()), TODAY));
  }

  @Test
  void aSurveyThatTakesNoAnswersInvitesNobody() {
    after(opened(Audience.STUDENTS, CLASS, true, TODAY.minusDays(1)), joins(LATE, CLASS))
        .noEvents();
    after(
            opened(Audience.STUDENTS, CLASS, true, TODAY),
            joins(LATE, CLASS),
            new SurveyClosed(SURVEY, CLASS, TODAY))
        .noEvents();
    SurveyOpened mistaken = opened(Audience.STUDENTS, CLASS, true, TODAY);
    after(mistaken, joins(LATE, CLASS), new RecordWithdrawn(mistaken, List.of(), "Doublon", TODAY))
        .noEvents();
    after(joins(LATE, CLASS)).noEvents();
  }

  private static AxonTestPhase.Then.Command after(Object... told) {
    List<Object> events =
        new ArrayList<>(
            List.of(
                new StructureDeclared(CLASS, SCHOOL, 2026, "1CAPB", null, List.of()),
                new StructureDeclared(OTHER, SCHOOL, 2026, "1CAPC", null, List.of()),
                joins(THERE, CLASS)));
    events.addAll(List.of(told));
    return SliceFixture.of(new InviteLatecomers.Handler(CLOCK))
        .given()
        .events(events)
        .when()
        .command(new InviteLatecomers(SURVEY))
        .then()
        .success();
  }

  private static MembershipStarted joins(StudentId student, StructureId structure) {
    return new MembershipStarted(student, structure, SCHOOL, TODAY.minusDays(3));
  }

  private static StructureId theClass(String code) {
    return StructureId.of(SCHOOL, StructureId.Kind.CLASS, code);
  }

  private static SurveyOpened opened(
      Audience audience, @Nullable StructureId onlyClass, boolean anonymous, LocalDate closesOn) {
    return new SurveyOpened(
        SURVEY,
        SCHOOL,
        "Bilan",
        audience,
        onlyClass,
        anonymous,
        List.of(),
        List.of(THERE.value()),
        closesOn,
        TODAY.minusDays(7));
  }
}
