package fr.jalons.evaluation.surveys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.evaluation.NamesForTests;
import fr.jalons.events.GuardianId;
import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.sealing.TestSecrets;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenSurveyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-01T10:00:00Z"), ZoneOffset.UTC);

  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final SchoolId ELSEWHERE = new SchoolId("0888888Y");
  private static final StructureId BAKERS = theClass(SCHOOL, "1CAPB");
  private static final StructureId COOKS = theClass(SCHOOL, "1CAPC");
  private static final StructureId GROUP =
      StructureId.of(SCHOOL, StructureId.Kind.GROUP, "1CAPB-G1");

  private static final StudentId BAKER = new StudentId(UUID.randomUUID());
  private static final StudentId SECOND_BAKER = new StudentId(UUID.randomUUID());
  private static final StudentId COOK = new StudentId(UUID.randomUUID());
  private static final GuardianId MOTHER = new GuardianId(UUID.randomUUID());
  private static final GuardianId UNCLE = new GuardianId(UUID.randomUUID());
  private static final TeacherId TEACHER = new TeacherId(UUID.randomUUID());
  private static final TeacherId COLLEAGUE = new TeacherId(UUID.randomUUID());

  private static final Question SCALE =
      new Question("q1", "Les séances vous aident-elles ?", QuestionKind.SCALE_1_5, List.of());
  private static final Question CHOICE =
      new Question("q2", "Le moment ?", QuestionKind.CHOICE, List.of("matin", "soir"));

  private static final List<Object> ROSTER =
      List.of(
          imported(SCHOOL),
          declared(BAKERS),
          declared(COOKS),
          declared(GROUP),
          member(BAKER, BAKERS),
          member(SECOND_BAKER, BAKERS),
          member(BAKER, GROUP),
          member(COOK, COOKS),
          new GuardianLinked(MOTHER, BAKER, SCHOOL),
          new GuardianLinked(MOTHER, SECOND_BAKER, SCHOOL),
          new GuardianLinked(UNCLE, COOK, SCHOOL),
          new TeacherRegistered(TEACHER, SCHOOL),
          new TeacherRegistered(COLLEAGUE, SCHOOL),
          assigned(TEACHER, BAKERS),
          assigned(COLLEAGUE, COOKS));

  private static final NamesForTests NAMES =
      new NamesForTests()
          .call(BAKER.value(), "QUÉMÉRÉ", "Zoë")
          .call(COOK.value(), "Lhéritier", "Tom")
          .call(MOTHER.value(), "Petit", "Léa");

  private static BallotKeys keys;
  private final SurveyId survey = new SurveyId(UUID.randomUUID());
  private AxonTestFixture fixture;

  @BeforeAll
  static void createTables() {
    DataSource database = TestDatabase.create();
    new Migrations(database);
    keys = new BallotKeys(TestSecrets.in(database));
  }

  @BeforeEach
  void start() {
    fixture = fixture(1);
  }

  private static AxonTestFixture fixture(int fewest) {
    return SliceFixture.of(new OpenSurvey.Handler(CLOCK, keys, NAMES, fewest));
  }

  @Test
  void oneAloneIsNotAskedAnonymously() {
    StudentId alone = SECOND_BAKER;
    AxonTestFixture asking = fixture(2);
    List<Object> given = new ArrayList<>(ROSTER);
    given.add(new MembershipEnded(BAKER, BAKERS, SCHOOL, TODAY));

    asking
        .given()
        .events(given)
        .when()
        .command(command(Audience.STUDENTS, BAKERS.key()))
        .then()
        .exception(Refusal.class, "evaluation.too-few-to-be-anonymous")
        .noEvents();
    fixture(2)
        .given()
        .events(given)
        .when()
        .command(named(BAKERS.key()))
        .then()
        .success()
        .eventsSatisfy(
            events ->
                assertThat(events)
                    .singleElement()
                    .extracting(event -> requireNonNull((SurveyOpened) event.payload()).invited())
                    .isEqualTo(List.of(alone.value())));
  }

  @Test
  void theStudentsOfAClassAreInvited() {
    invited(Audience.STUDENTS, BAKERS, List.of(BAKER.value(), SECOND_BAKER.value()));
  }

  @Test
  void theStudentsOfAllClassesAreInvitedOnce() {
    invited(Audience.STUDENTS, null, List.of(BAKER.value(), SECOND_BAKER.value(), COOK.value()));
  }

  @Test
  void whoLeftTheClassIsNotInvited() {
    invited(
        Audience.STUDENTS,
        BAKERS,
        List.of(SECOND_BAKER.value()),
        new MembershipEnded(BAKER, BAKERS, SCHOOL, TODAY));
  }

  @Test
  void theStudentsOfAWithdrawnClassAreNotInvited() {
    invited(
        Audience.STUDENTS,
        null,
        List.of(BAKER.value(), SECOND_BAKER.value()),
        new StructureWithdrawn(COOKS, SCHOOL, TODAY));
  }

  @Test
  void theGuardiansOfAClassAreInvitedOnce() {
    invited(Audience.GUARDIANS, BAKERS, List.of(MOTHER.value()));
  }

  @Test
  void theGuardiansOfAllClassesAreInvited() {
    invited(Audience.GUARDIANS, null, List.of(MOTHER.value(), UNCLE.value()));
  }

  @Test
  void whoIsNoLongerResponsibleIsNotInvited() {
    invited(
        Audience.GUARDIANS,
        null,
        List.of(MOTHER.value()),
        new GuardianUnlinked(UNCLE, COOK, SCHOOL));
  }

  @Test
  void theTeachersOfAClassAreInvited() {
    invited(Audience.STAFF, BAKERS, List.of(TEACHER.value()));
  }

  @Test
  void whoTeachesAGroupDrawnFromTheClassIsInvitedOnce() {
    StructureDeclared drawn =
        new StructureDeclared(GROUP, SCHOOL, 2026, "AP", null, List.of(BAKERS.key()));
    invited(
        Audience.STAFF,
        BAKERS,
        List.of(TEACHER.value(), COLLEAGUE.value()),
        drawn,
        assigned(TEACHER, GROUP),
        assigned(COLLEAGUE, GROUP));
    refused(
        "evaluation.nobody-invited",
        command(Audience.STAFF, "2CAPC"),
        drawn,
        declared(theClass(SCHOOL, "2CAPC")));
  }

  @Test
  void ofASchoolThoseAreInvitedWhomTheLastListHas() {
    invited(
        Audience.STAFF,
        null,
        List.of(COLLEAGUE.value()),
        new StaffListed(SCHOOL, Set.of(TEACHER, COLLEAGUE)),
        new StaffListed(SCHOOL, Set.of(COLLEAGUE)));
  }

  @Test
  void allTeachersOfTheSchoolAreInvited() {
    invited(Audience.STAFF, null, List.of(TEACHER.value(), COLLEAGUE.value()));
  }

  @Test
  void aTeacherWhoStillHasAnotherServiceInTheClassIsInvited() {
    invited(
        Audience.STAFF,
        BAKERS,
        List.of(TEACHER.value()),
        new TeacherAssigned(TEACHER, BAKERS, SCHOOL, Duty.CLASS_LEAD, null, SEPTEMBER),
        unassigned(TEACHER, BAKERS, TODAY));
  }

  @Test
  void aTeacherWhoComesTomorrowIsNotInvited() {
    invited(
        Audience.STAFF,
        BAKERS,
        List.of(TEACHER.value()),
        new TeacherAssigned(COLLEAGUE, BAKERS, SCHOOL, Duty.TEACHING, "006600", TODAY.plusDays(1)));
  }

  @Test
  void aSurveyOpensWithAKeyForItsBallots() {
    theStudentsOfAClassAreInvited();

    assertThat(keys.sealOf(survey)).isPresent();
  }

  @Test
  void theKeyOfASurveyStaysTheSameWhenItsOpeningIsTriedAgain() {
    keys.create(survey);
    String ballot = keys.sealOf(survey).orElseThrow().of("x");

    theStudentsOfAClassAreInvited();

    assertThat(keys.sealOf(survey).orElseThrow().of("x")).isEqualTo(ballot);
  }

  @Test
  void theSameSurveyAgainChangesNothingWhoeverCameSince() {
    fixture
        .given()
        .events(ROSTER)
        .event(event(Audience.STUDENTS, BAKERS, List.of(BAKER.value())))
        .when()
        .command(command(Audience.STUDENTS, BAKERS.key()))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aClosedSurveyOpenedAgainGetsNoKey() {
    fixture
        .given()
        .events(ROSTER)
        .event(event(Audience.STUDENTS, BAKERS, List.of(BAKER.value())))
        .event(new SurveyClosed(survey, BAKERS, TODAY))
        .when()
        .command(command(Audience.STUDENTS, BAKERS.key()))
        .then()
        .success()
        .noEvents();

    assertThat(keys.sealOf(survey)).isEmpty();
  }

  @Test
  void anotherSurveyUnderTheSameIdentifierIsRefused() {
    for (OpenSurvey another :
        List.of(
            command(Audience.STUDENTS, COOKS.key()),
            command(Audience.STUDENTS, null),
            command(Audience.STAFF, BAKERS.key()))) {
      refused(
          "evaluation.survey-id-taken",
          another,
          event(Audience.STUDENTS, BAKERS, List.of(BAKER.value())));
    }
  }

  @Test
  void anUnknownClassIsRefused() {
    refused("evaluation.class-unknown", command(Audience.STUDENTS, "NOPE"));
  }

  @Test
  void aWithdrawnClassIsRefused() {
    refused(
        "evaluation.class-unknown",
        command(Audience.STUDENTS, COOKS.key()),
        new StructureWithdrawn(COOKS, SCHOOL, TODAY));
  }

  @Test
  void aGroupIsNoClass() {
    refused("evaluation.class-unknown", command(Audience.STUDENTS, GROUP.key()));
  }

  @Test
  void theSchoolNamedIsSurveyed() {
    opens(
        at(SCHOOL, null),
        event(Audience.STUDENTS, null, List.of(BAKER.value(), SECOND_BAKER.value(), COOK.value())),
        imported(ELSEWHERE));
  }

  @Test
  void anUnknownSchoolIsRefused() {
    refused("evaluation.school-unknown", at(ELSEWHERE, null));
  }

  @Test
  void withoutAnySchoolThereIsNobodyToAsk() {
    fixture
        .given()
        .noPriorActivity()
        .when()
        .command(command(Audience.STAFF, null))
        .then()
        .exception(Refusal.class, "evaluation.school-unknown")
        .noEvents();
  }

  @Test
  void aSurveyInvitesSomebody() {
    refused(
        "evaluation.nobody-invited",
        command(Audience.STUDENTS, "2CAPC"),
        declared(theClass(SCHOOL, "2CAPC")));
  }

  @Test
  void aSurveyMayCloseTodayButNotYesterday() {
    refused("evaluation.closes-in-the-past", closing(TODAY.minusDays(1)));
    opens(
        closing(TODAY),
        new SurveyOpened(
            survey,
            SCHOOL,
            "Bilan",
            Audience.STUDENTS,
            BAKERS,
            true,
            List.of(SCALE, CHOICE),
            List.of(BAKER.value(), SECOND_BAKER.value()),
            TODAY,
            TODAY));
  }

  @Test
  void questionsHaveIdentifiersOfTheirOwn() {
    refused("evaluation.question-id-twice", asking(SCALE, SCALE));
  }

  @Test
  void choicesFitTheKindOfTheQuestion() {
    for (Question unfit :
        List.of(
            new Question("q", "Une seule ?", QuestionKind.CHOICE, List.of("seule")),
            new Question("q", "La même ?", QuestionKind.CHOICE, List.of("a", "a")),
            new Question("q", "Aucune ?", QuestionKind.CHOICE, List.of()),
            new Question("q", "Échelle ?", QuestionKind.SCALE_1_5, List.of("a", "b")),
            new Question("q", "Texte ?", QuestionKind.TEXT, List.of("a", "b")))) {
      refused("evaluation.choices-unfit", asking(unfit));
    }
  }

  private void invited(
      Audience audience, @Nullable StructureId onlyClass, List<UUID> invited, Object... further) {
    opens(
        command(audience, onlyClass == null ? null : onlyClass.key()),
        event(audience, onlyClass, invited),
        further);
  }

  @Test
  void aTextWithTheNameOfAnInvitedPersonIsRefused() {
    refused("platform.name-in-text", titled("Le groupe de Quemere", Audience.STUDENTS));
    refused("platform.name-in-text", titled("Bilan de Léa PETIT", Audience.GUARDIANS));
    refused(
        "platform.name-in-text",
        asking(new Question("q1", "Zoë Quéméré aide-t-elle ?", QuestionKind.TEXT, List.of())));
    refused(
        "platform.name-in-text",
        asking(new Question("q1", "Qui ?", QuestionKind.CHOICE, List.of("quéméré", "un autre"))));
    refused(
        "platform.name-in-text",
        asking(new Question("Quemere", "Aide ?", QuestionKind.TEXT, List.of())));
  }

  @Test
  void theStaffIsNotAskedAboutAStudentByName() {
    refused("platform.name-in-text", titled("Le cas Quéméré", Audience.STAFF));
  }

  @Test
  void theNameOfSomebodyWhomTheSurveyDoesNotConcernIsAWordLikeAnyOther() {
    opens(
        titled("Lhéritier", Audience.STUDENTS),
        eventTitled("Lhéritier", List.of(BAKER.value(), SECOND_BAKER.value())));
  }

  @Test
  void aSurnameThatIsACommonWordIsNoNameByItself() {
    opens(
        titled("Un petit bilan", Audience.STUDENTS),
        eventTitled("Un petit bilan", List.of(BAKER.value(), SECOND_BAKER.value())));
  }

  @Test
  void aNameMayStayOnceThatIsConfirmed() {
    OpenSurvey asked = titled("Rue Quéméré", Audience.STUDENTS);
    opens(
        new OpenSurvey(
            asked.survey(),
            asked.title(),
            asked.audience(),
            asked.onlyClass(),
            asked.school(),
            asked.anonymous(),
            asked.questions(),
            asked.closesOn(),
            Set.of("names")),
        eventTitled("Rue Quéméré", List.of(BAKER.value(), SECOND_BAKER.value())));
  }

  private OpenSurvey titled(String title, Audience audience) {
    return new OpenSurvey(
        survey, title, audience, BAKERS, SCHOOL, true, List.of(SCALE, CHOICE), TODAY.plusDays(7));
  }

  private SurveyOpened eventTitled(String title, List<UUID> invited) {
    SurveyOpened event = event(Audience.STUDENTS, BAKERS, invited);
    return new SurveyOpened(
        event.survey(),
        event.school(),
        title,
        event.audience(),
        event.audienceClass(),
        event.anonymous(),
        event.questions(),
        event.invited(),
        event.closesOn(),
        TODAY);
  }

  private void opens(OpenSurvey command, SurveyOpened expected, Object... further) {
    fixture
        .given()
        .events(Stream.concat(ROSTER.stream(), Stream.of(further)).toList())
        .when()
        .command(command)
        .then()
        .success()
        .events(expected);
  }

  private void refused(String key, OpenSurvey command, Object... further) {
    fixture(1)
        .given()
        .events(Stream.concat(ROSTER.stream(), Stream.of(further)).toList())
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  private OpenSurvey command(Audience audience, @Nullable String classCode) {
    return command(audience, classCode, SCHOOL, List.of(SCALE, CHOICE), TODAY.plusDays(7));
  }

  private OpenSurvey named(String classCode) {
    return new OpenSurvey(
        survey,
        "Bilan",
        Audience.STUDENTS,
        theClass(SCHOOL, classCode),
        SCHOOL,
        false,
        List.of(SCALE),
        TODAY.plusDays(7));
  }

  private OpenSurvey at(SchoolId school, @Nullable String classCode) {
    return command(Audience.STUDENTS, classCode, school, List.of(SCALE, CHOICE), TODAY.plusDays(7));
  }

  private OpenSurvey closing(LocalDate on) {
    return command(Audience.STUDENTS, BAKERS.key(), SCHOOL, List.of(SCALE, CHOICE), on);
  }

  private OpenSurvey asking(Question... questions) {
    return command(Audience.STUDENTS, BAKERS.key(), SCHOOL, List.of(questions), TODAY.plusDays(7));
  }

  private OpenSurvey command(
      Audience audience,
      @Nullable String classCode,
      SchoolId school,
      List<Question> questions,
      LocalDate closesOn) {
    StructureId onlyClass = classCode == null ? null : theClass(school, classCode);
    return new OpenSurvey(survey, "Bilan", audience, onlyClass, school, true, questions, closesOn);
  }

  private SurveyOpened event(
      Audience audience, @Nullable StructureId onlyClass, List<UUID> invited) {
    return new SurveyOpened(
        survey,
        SCHOOL,
        "Bilan",
        audience,
        onlyClass,
        true,
        List.of(SCALE, CHOICE),
        invited,
        TODAY.plusDays(7),
        TODAY);
  }

  private static StructureId theClass(SchoolId school, String code) {
    return StructureId.of(school, StructureId.Kind.CLASS, code);
  }

  private static RosterImported imported(SchoolId school) {
    return new RosterImported(
        new ImportId(UUID.randomUUID()),
        school,
        2026,
        SEPTEMBER,
        2,
        1,
        3,
        0,
        0,
        0,
        2,
        2,
        List.of(),
        List.of(),
        List.of());
  }

  private static StructureDeclared declared(StructureId structure) {
    return new StructureDeclared(
        structure, structure.school(), 2026, structure.key(), null, List.of());
  }

  private static MembershipStarted member(StudentId student, StructureId structure) {
    return new MembershipStarted(student, structure, structure.school(), SEPTEMBER);
  }

  private static TeacherAssigned assigned(TeacherId teacher, StructureId structure) {
    return new TeacherAssigned(
        teacher, structure, structure.school(), Duty.TEACHING, "006600", SEPTEMBER);
  }

  private static TeacherUnassigned unassigned(
      TeacherId teacher, StructureId structure, LocalDate until) {
    return new TeacherUnassigned(
        teacher, structure, structure.school(), Duty.TEACHING, "006600", until);
  }
}
