package fr.jalons.platform.aspects;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.platform.aspects.AspectRows.News;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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

/** What stays in memory says the same as the rows do. */
class KnownAspectsTest {
  private static final String KIM = "00000000-0000-4000-8000-000000000001";
  private static final String LOU = "00000000-0000-4000-8000-000000000002";

  /** How often somebody was there by their own row, and by that of the club. */
  private static final Aspects.Derived<Integer> BOTH =
      new Aspects.Derived<>(
          student ->
              student.one(Meetings.class).attended()
                  + student.another("chess", Member.class).all(Member.class).stream()
                      .mapToInt(Member::meetings)
                      .sum());

  private final Folds folds = Folds.from(Loan.class, Meetings.class, Member.class);
  private SingleConnectionDataSource database;
  private JdbcClient jdbc;
  private AspectRows rows;
  private KnownAspects known;
  private String url;

  @BeforeEach
  void open() {
    url = TestDatabase.createUrl();
    new Migrations(new DriverManagerDataSource(url));
    database = new SingleConnectionDataSource(url, true);
    jdbc = JdbcClient.create(database);
    jdbc.sql("select set_config('search_path', 'followup', false)").query(String.class).single();
    rows = new AspectRows(folds, jdbc, new EventJson());
    known =
        new KnownAspects(
            folds, new AspectReader(folds, jdbc, new EventJson()), jdbc, Supplier::get);
    rows.note(folds.all(), true, 0);
  }

  @AfterEach
  void close() {
    database.destroy();
  }

  private void take(long position, Object event) {
    rows.take(List.of(new News(position, event)), folds.all());
  }

  private Aspects of(String student) {
    return Objects.requireNonNull(
        known.sealed(List.of(student), Set.of(Loan.class, Meetings.class)).get(student));
  }

  @Test
  void aSubjectStaysWhileOthersChange() {
    take(1, new BookLent("l-1", KIM, "Nana"));
    Aspects kim = of(KIM);
    take(2, new BookLent("l-2", LOU, "Germinal"));
    assertThat(of(KIM)).isSameAs(kim);

    take(3, new BookReturned("l-1", KIM));
    assertThat(of(KIM).all(Loan.class)).containsExactly(new Loan("Nana", true));
    assertThat(kim.all(Loan.class)).containsExactly(new Loan("Nana", false));
  }

  @Test
  void aRowThatGoesAndARowThatComesAreNoticed() {
    assertThat(of(KIM).isEmpty()).isTrue();
    take(1, new BookLent("l-1", KIM, "Nana"));
    assertThat(of(KIM).all(Loan.class)).hasSize(1);
    take(2, new Withdrawn(Map.of("loan", "l-1", "student", KIM)));
    assertThat(of(KIM).all(Loan.class)).isEmpty();
    take(3, new BookLent("l-2", KIM, "Germinal"));
    assertThat(of(KIM).all(Loan.class)).containsExactly(new Loan("Germinal", false));
  }

  /** As a rebuild mends them: their places in the log stay. */
  @Test
  void aRowThatIsMendedInPlaceIsNoticed() {
    take(1, new BookLent("l-1", KIM, "Nana"));
    assertThat(of(KIM).all(Loan.class)).hasSize(1);
    jdbc.sql("update aspect set state = jsonb_set(state, '{title}', '\"Thérèse\"')").update();
    assertThat(of(KIM).all(Loan.class)).containsExactly(new Loan("Thérèse", false));
  }

  @Test
  void whatIsBeingFoldedAgainIsNotKnown() {
    take(1, new BookLent("l-1", KIM, "Nana"));
    assertThat(of(KIM).all(Loan.class)).hasSize(1);
    rows.note(List.of(folds.of(Loan.class)), false, 1);
    assertThat(of(KIM).all(Loan.class)).isEmpty();
    rows.note(List.of(folds.of(Loan.class)), true, 0);
    assertThat(of(KIM).all(Loan.class)).hasSize(1);
  }

  /** Whoever folds again and the projection write of one subject at the same time. */
  @Test
  void whoeverFoldsAgainAndTheProjectionDoNotWaitForEachOther() {
    rows.note(List.of(folds.of(Loan.class)), false, 1);
    SingleConnectionDataSource other = new SingleConnectionDataSource(url, true);
    try {
      JdbcClient folding = JdbcClient.create(other);
      folding.sql("set search_path to followup").update();
      folding.sql("begin").update();
      new AspectRows(folds, folding, new EventJson())
          .take(List.of(new News(1, new BookLent("l-1", KIM, "Nana"))), folds.all());
      jdbc.sql("set statement_timeout to '5s'").update();
      take(2, new ClubMet("chess", List.of(KIM), List.of(KIM)));
      assertThat(of(KIM).one(Meetings.class).attended()).isEqualTo(1);
      folding.sql("commit").update();
      assertThat(of(KIM).all(Loan.class)).isEmpty();
      rows.note(List.of(folds.of(Loan.class)), true, 0);
      assertThat(of(KIM).all(Loan.class)).hasSize(1);
    } finally {
      other.destroy();
    }
  }

  @Test
  void whatWasMadeOfAnotherIsMadeAgainWhenThatOneChanges() {
    take(1, new ClubMet("chess", List.of(KIM), List.of(KIM)));
    Aspects kim = of(KIM);
    assertThat(kim.derived(BOTH)).isEqualTo(2);
    assertThat(of(KIM)).isSameAs(kim);
    take(2, new ClubMet("chess", List.of(LOU), List.of(LOU)));
    assertThat(of(KIM).derived(BOTH)).isEqualTo(3);
    assertThat(of(KIM)).isSameAs(of(KIM));
  }

  /** A request goes by the clocks of one school; a program that names none by others. */
  @Test
  void whatWasMadeByOtherClocksIsNotGivenAway() {
    AtomicReference<ZoneId> here = new AtomicReference<>(ZoneId.of("Europe/Paris"));
    Folds zoned = Folds.from(here::get, Loan.class, Meetings.class, Member.class);
    KnownAspects shared =
        new KnownAspects(
            zoned, new AspectReader(zoned, jdbc, new EventJson()), jdbc, Supplier::get);
    Instant evening = Instant.parse("2026-10-01T21:00:00Z");
    Aspects.Derived<LocalDate> day = new Aspects.Derived<>(student -> student.day(evening));
    Supplier<LocalDate> asked =
        () ->
            Objects.requireNonNull(shared.sealed(List.of(KIM), Set.of(Loan.class)).get(KIM))
                .derived(day);
    assertThat(asked.get()).isEqualTo("2026-10-01");
    here.set(ZoneId.of("Indian/Reunion"));
    assertThat(asked.get()).isEqualTo("2026-10-02");
  }

  @Test
  void whoeverAsksSeesAtLeastWhatWasThereWhenTheyAsked() throws Exception {
    KnownAspects shared =
        new KnownAspects(
            folds,
            new AspectReader(
                folds, JdbcClient.create(new DriverManagerDataSource(url)), new EventJson()),
            JdbcClient.create(new DriverManagerDataSource(url)),
            new KnownAspects.Everything() {
              @Override
              public <T> T seen(Supplier<T> work) {
                pause();
                T seen = work.get();
                pause();
                return seen;
              }
            });
    int last = 150;
    AtomicInteger written = new AtomicInteger();
    take(1, new ClubMet("chess", List.of(KIM), List.of(KIM)));
    written.set(1);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        all.add(
            readers.submit(
                () -> {
                  int wrong = 0;
                  while (written.get() < last) {
                    int before = written.get();
                    int seen =
                        Objects.requireNonNull(
                                shared.sealed(List.of(KIM), Set.of(Meetings.class)).get(KIM))
                            .derived(BOTH);
                    wrong += seen < 2 * before || seen > 2 * (written.get() + 1) ? 1 : 0;
                  }
                  return wrong;
                }));
      }
      for (int meeting = 2; meeting <= last; meeting++) {
        take(meeting, new ClubMet("chess", List.of(KIM), List.of(KIM)));
        written.set(meeting);
        pause();
      }
      for (Future<Integer> reader : all) {
        assertThat(reader.get(1, TimeUnit.MINUTES)).isZero();
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(3_000_000));
  }
}
