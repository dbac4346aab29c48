package fr.jalons.platform.aspects;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.aspects.AspectRows.Folded;
import fr.jalons.platform.aspects.AspectRows.News;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import planted.aspects.Planted.BookLent;
import planted.aspects.Planted.BookReturned;
import planted.aspects.Planted.ClubMet;
import planted.aspects.Planted.Loan;
import planted.aspects.Planted.Meetings;
import planted.aspects.Planted.Member;
import planted.aspects.Planted.Withdrawn;

/** The same folds as in memory, kept in rows. */
class AspectRowsTest {
  private static final String KIM = "00000000-0000-4000-8000-000000000001";
  private static final String LOU = "00000000-0000-4000-8000-000000000002";

  private final Folds folds = Folds.from(Loan.class, Meetings.class, Member.class);
  private SingleConnectionDataSource database;
  private JdbcClient jdbc;
  private AspectRows rows;
  private AspectReader reader;

  @BeforeEach
  void open() {
    String url = TestDatabase.createUrl();
    new Migrations(new DriverManagerDataSource(url));
    database = new SingleConnectionDataSource(url, true);
    jdbc = JdbcClient.create(database);
    jdbc.sql("select set_config('search_path', 'followup', false)").query(String.class).single();
    rows = new AspectRows(folds, jdbc, new EventJson());
    reader = new AspectReader(folds, jdbc, new EventJson());
    rows.note(folds.all(), true, 0);
  }

  @AfterEach
  void close() {
    database.destroy();
  }

  private void take(long position, Object... events) {
    rows.take(
        java.util.Arrays.stream(events).map(event -> new News(position, event)).toList(),
        folds.all());
  }

  private Aspects of(String subject, String tag) {
    Aspects found = reader.opened(List.of(subject), tag).get(subject);
    assertThat(found).isNotNull();
    return found;
  }

  @Test
  void anEventWritesTheRowsOfItsEntriesAndNoOthers() {
    take(1, new BookLent("l-1", KIM, "Nana"), new BookLent("l-2", KIM, "Germinal"));
    take(2, new BookReturned("l-2", KIM));
    assertThat(of(KIM, "student").all(Loan.class))
        .containsExactly(new Loan("Nana", false), new Loan("Germinal", true));
    assertThat(
            jdbc.sql("select position from aspect where entry = 'l-1'").query(Long.class).single())
        .isEqualTo(1);
    assertThat(
            jdbc.sql("select since, position from aspect where entry = 'l-2'").query().singleRow())
        .isEqualTo(Map.of("since", 1L, "position", 2L));
  }

  @Test
  void severalEventsOfABatchMeetInOneRow() {
    take(
        1,
        new ClubMet("chess", List.of(KIM, LOU), List.of(KIM)),
        new ClubMet("chess", List.of(KIM, LOU), List.of(LOU)));
    assertThat(of(KIM, "student").one(Meetings.class)).isEqualTo(new Meetings(1, 1));
    assertThat(of("chess", "club").byEntry(Member.class))
        .containsExactly(Map.entry(KIM, new Member(2)), Map.entry(LOU, new Member(2)));
  }

  @Test
  void aStateThatSaysNothingIsNotKept() {
    take(1, new BookReturned("l-1", KIM));
    assertThat(jdbc.sql("select count(*) from aspect").query(Long.class).single()).isZero();
  }

  @Test
  void whatSaysNothingAnyMoreIsGoneHoweverEventsAreGrouped() {
    BookLent lent = new BookLent("l-1", KIM, "Nana");
    Withdrawn withdrawn = new Withdrawn(Map.of("loan", "l-1", "student", KIM));
    take(1, lent);
    take(2, withdrawn);
    assertThat(jdbc.sql("select count(*) from aspect").query(Long.class).single()).isZero();
    take(3, lent);
    List<Map<String, Object>> apart = jdbc.sql("select * from aspect").query().listOfRows();
    rows.clear(folds.all());

    rows.take(List.of(new News(1, lent), new News(2, withdrawn), new News(3, lent)), folds.all());
    assertThat(jdbc.sql("select * from aspect").query().listOfRows()).isEqualTo(apart).hasSize(1);
    take(4, withdrawn, lent);
    assertThat(jdbc.sql("select since from aspect").query(Long.class).single()).isEqualTo(4);
  }

  @Test
  void rowsSayWhoseTheyAre() {
    take(1, new ClubMet("chess", List.of(KIM), List.of()));
    assertThat(jdbc.sql("select kind, student from aspect order by kind").query().listOfRows())
        .containsExactly(
            Map.of("kind", "club", "student", UUID.fromString(KIM)),
            Map.of("kind", "student", "student", UUID.fromString(KIM)));
  }

  @Test
  void onlyWhatIsWantedIsFolded() {
    rows.take(
        List.of(new News(1, new ClubMet("chess", List.of(KIM), List.of()))),
        List.of(folds.of(Meetings.class)));
    assertThat(jdbc.sql("select aspect from aspect").query(String.class).list())
        .containsExactly("meetings");
  }

  @Test
  void anAspectThatIsStillBeingFoldedShowsNothing() {
    take(1, new BookLent("l-1", KIM, "Nana"), new ClubMet("chess", List.of(KIM), List.of()));
    rows.note(List.of(folds.of(Loan.class)), false, 1);
    assertThat(rows.liveFolded()).containsEntry("loans", new Folded(1, false, 1));
    assertThat(rows.live(rows.folded())).doesNotContain(folds.of(Loan.class)).hasSize(2);
    assertThat(of(KIM, "student").all(Loan.class)).isEmpty();
    assertThat(of(KIM, "student").one(Meetings.class)).isEqualTo(new Meetings(0, 1));
  }

  @Test
  void rowsOfAnotherVersionAreNotReadAndNotWritten() {
    take(1, new BookLent("l-1", KIM, "Nana"));
    jdbc.sql("update fold set version = 2 where aspect = 'loans'").update();
    assertThat(of(KIM, "student").all(Loan.class)).isEmpty();
    assertThat(rows.live(rows.folded())).doesNotContain(folds.of(Loan.class));
  }
}
