package fr.jalons.school.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.events.GuardianId;
import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.school.roster.RosterReader;
import fr.jalons.school.roster.SchoolExport;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From staged to live, by nothing but the event. */
class IdentitiesTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001B");
  private static final ImportId FIRST = new ImportId(UUID.randomUUID());
  private static final ImportId SECOND = new ImportId(UUID.randomUUID());

  private final HikariDataSource database = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(database));
  private final StagedPeople staged = new StagedPeople(jdbc, new EventJson());
  private final KnownPeople known = new KnownPeople(jdbc, new EventJson());
  private final Identities identities = new Identities(jdbc);

  IdentitiesTest() {
    new Migrations(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void stagedPeopleAreNotKnown() {
    stage(FIRST, SchoolExport.students());

    assertThat(known.of(SCHOOL)).isEqualTo(new People.AsOf(null, People.NOBODY));
  }

  @Test
  void theEventMakesThemKnownAndLeavesNothingStaged() {
    People people =
        stage(FIRST, SchoolExport.students(), SchoolExport.guardians(), SchoolExport.staff());

    identities.on(imported(FIRST));

    assertThat(known.of(SCHOOL).lastImport()).isEqualTo(FIRST);
    assertThat(known.of(SCHOOL).people())
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(people);
    assertThat(staged.schools()).isEmpty();
  }

  @Test
  void theEventOfAnotherImportChangesNobody() {
    stage(FIRST, SchoolExport.students());

    identities.on(imported(SECOND));

    assertThat(known.of(SCHOOL).people()).isEqualTo(People.NOBODY);
    assertThat(staged.schools()).containsExactly(SCHOOL);
  }

  @Test
  void aReplayChangesNobody() {
    stage(FIRST, SchoolExport.students());
    identities.on(imported(FIRST));
    stage(SECOND, SchoolExport.students().with("ÇELIK", "DEMIR"));
    identities.on(imported(SECOND));
    People.AsOf before = known.of(SCHOOL);

    identities.on(imported(FIRST));
    identities.on(imported(SECOND));

    assertThat(known.of(SCHOOL))
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(before);
  }

  @Test
  void aCrashBeforeTheCommitLeavesThemStaged() {
    People people = stage(FIRST, SchoolExport.students());

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      identities.on(imported(FIRST));
                      throw new IllegalStateException("power cut");
                    }))
        .hasMessage("power cut");
    assertThat(known.of(SCHOOL).people()).isEqualTo(People.NOBODY);

    identities.on(imported(FIRST));
    assertThat(known.of(SCHOOL).people().students())
        .containsExactlyInAnyOrderElementsOf(people.students());
  }

  @Test
  void twoStudentsWhoseNumbersWereMixedUpAreSwapped() {
    People people = stage(FIRST, SchoolExport.students());
    identities.on(imported(FIRST));
    People.Student first = people.students().get(0);
    People.Student second = people.students().get(1);
    staged.stage(
        SECOND,
        SCHOOL,
        new People(
            null,
            List.of(numbered(first, second.externalId()), numbered(second, first.externalId())),
            List.of(),
            List.of(),
            null,
            null));

    transaction.executeWithoutResult(status -> identities.on(imported(SECOND)));

    assertThat(known.of(SCHOOL).people().students())
        .filteredOn(student -> student.id().equals(first.id()))
        .extracting(People.Student::externalId)
        .containsExactly("5102");
  }

  @Test
  void aNumberGoesFromOneGuardianOrTeacherToAnother() {
    People first =
        stage(FIRST, SchoolExport.students(), SchoolExport.guardians(), SchoolExport.staff());
    transaction.executeWithoutResult(status -> identities.on(imported(FIRST)));
    stage(
        SECOND,
        SchoolExport.students(),
        SchoolExport.guardians().with("O'CŒUR", "KADER").with("Gwenaëlle", "Paul"),
        SchoolExport.staff().with("BÂTISSE", "KADER").with("Hervé", "Paul"));

    transaction.executeWithoutResult(status -> identities.on(imported(SECOND)));

    People now = known.of(SCHOOL).people();
    assertThat(now.guardians())
        .filteredOn(one -> first.guardians().stream().anyMatch(was -> was.id().equals(one.id())))
        .extracting(People.Guardian::externalId)
        .containsExactlyInAnyOrder("8801", null, "8803");
    assertThat(now.guardians())
        .filteredOn(one -> "8802".equals(one.externalId()))
        .extracting(People.Guardian::firstName)
        .containsExactly("Paul");
    assertThat(now.teachers())
        .filteredOn(one -> one.firstName().equals("Hervé"))
        .extracting(People.Teacher::externalId, People.Teacher::listed)
        .containsExactly(tuple(null, false));
  }

  @Test
  void whoHasANewNumberIsFoundUnderIt() {
    People first = stage(FIRST, SchoolExport.students(), SchoolExport.guardians());
    identities.on(imported(FIRST));
    stage(SECOND, SchoolExport.students(), SchoolExport.guardians().with("8802", "9902"));

    transaction.executeWithoutResult(status -> identities.on(imported(SECOND)));

    assertThat(known.of(SCHOOL).people().guardians())
        .extracting(People.Guardian::id)
        .containsExactlyInAnyOrderElementsOf(
            first.guardians().stream().map(People.Guardian::id).toList());
    assertThat(known.of(SCHOOL).people().guardians())
        .extracting(People.Guardian::externalId)
        .contains("9902");
  }

  @Test
  void whoIsNoLongerResponsibleIsNoLongerLinked() {
    People people = stage(FIRST, SchoolExport.students(), SchoolExport.guardians());
    identities.on(imported(FIRST));
    People.Guardianship gone = people.guardianships().getFirst();

    identities.on(
        new GuardianUnlinked(
            new GuardianId(gone.guardian()), new StudentId(gone.student()), SCHOOL));

    assertThat(known.of(SCHOOL).people().guardianships()).hasSize(2).doesNotContain(gone);
  }

  private static People.Student numbered(People.Student student, String number) {
    return new People.Student(
        student.id(),
        number,
        student.ine(),
        student.familyName(),
        student.usageName(),
        student.firstName(),
        student.email(),
        student.birthDate(),
        student.enteredOn(),
        student.mef(),
        student.search());
  }

  private People stage(ImportId importId, SchoolExport... exports) {
    People people =
        Matching.match(
                RosterReader.read(Stream.of(exports).map(SchoolExport::file).toList()),
                known.of(SCHOOL).people(),
                UUID::randomUUID)
            .people();
    staged.stage(importId, SCHOOL, people);
    return people;
  }

  private static RosterImported imported(ImportId importId) {
    LocalDate day = LocalDate.of(2026, 9, 14);
    return new RosterImported(
        importId, SCHOOL, 2026, day, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(), List.of());
  }
}
