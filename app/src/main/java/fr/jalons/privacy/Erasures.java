package fr.jalons.privacy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.database.Cleared;
import fr.jalons.platform.database.Cleared.Kind;
import fr.jalons.platform.database.Cleared.Obstacle;
import fr.jalons.platform.database.Cleared.Unverified;
import fr.jalons.platform.database.Rewriting;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.sealing.ErasureParticipant;
import fr.jalons.platform.sealing.KeyDatabase;
import fr.jalons.platform.sealing.SubjectKeys;
import fr.jalons.platform.sealing.SubjectKind;
import fr.jalons.school.PeopleErasure;
import fr.jalons.school.students.WithdrawStudent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Does what the log has decided: keys destroyed, rows deleted, their traces on disk overwritten.
 * Each step can be repeated, and is, until all of them have been done and nothing deleted is seen
 * to be left.
 */
@Component
class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final String LOG_DATABASE = "log";
  private static final Cleared FAILED =
      new Cleared(List.of(new Obstacle(LOG_DATABASE, Kind.FAILURE, null)), Set.of());

  private final ErasureScope traces;
  private final SubjectKeys keys;
  private final KeyDatabase keyDatabase;
  private final PeopleErasure people;
  private final List<ErasureParticipant> others;
  private final Commands commands;
  private final JoinedFiles joined;
  private final JdbcClient jdbc;
  private final Rewriting tables;
  private final Progress progress;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  Erasures(
      ErasureScope traces,
      SubjectKeys keys,
      KeyDatabase keyDatabase,
      PeopleErasure people,
      List<ErasureParticipant> others,
      Commands commands,
      JoinedFiles joined,
      JdbcClient jdbc,
      DataSource database,
      Progress progress) {
    this.traces = traces;
    this.keys = keys;
    this.keyDatabase = keyDatabase;
    this.people = people;
    this.others = others;
    this.commands = commands;
    this.joined = joined;
    this.jdbc = jdbc;
    this.tables = new Rewriting(LOG_DATABASE, database);
    this.progress = progress;
  }

  @Bean
  RecurringTask<Void> resumeErasures() {
    return Recurring.every(Duration.ofMinutes(1), "undone-erasures", this::resume);
  }

  /** Takes up what a crash, a database that was away or an older snapshot has left undone. */
  void resume() {
    carryOut(
        jdbc.sql(
                """
                select id from privacy.request r
                where erased_at is not null
                  and not exists (select from privacy.carried_out c where c.student = r.student)
                order by erased_at
                """)
            .query((row, index) -> new ErasureRequestId(row.getObject("id", UUID.class)))
            .list());
  }

  /**
   * Carries out what the log has decided on these requests, and says whether it holds; what does
   * not is tried again.
   */
  Cleared carryOut(List<ErasureRequestId> requests) {
    oneAtATime.lock();
    try {
      Map<StudentId, StudentErased> erased = new LinkedHashMap<>();
      requests.stream()
          .flatMap(request -> traces.erasure(request).stream())
          .forEach(one -> erased.putIfAbsent(one.student(), one));
      Cleared before = Cleared.NOTHING_LEFT;
      List<StudentErased> undone = new ArrayList<>();
      for (StudentErased one : erased.values()) {
        Set<Unverified> done = progress.done(one.student());
        if (done == null) {
          undone.add(one);
        } else {
          before = before.and(new Cleared(List.of(), done));
        }
      }
      return undone.isEmpty() ? before : before.and(complete(undone));
    } finally {
      oneAtATime.unlock();
    }
  }

  /** All of them together: tables are rewritten once, however many are erased on one day. */
  private Cleared complete(List<StudentErased> undone) {
    List<StudentId> destroyed = new ArrayList<>();
    undone.stream().filter(this::destroyed).map(StudentErased::student).forEach(destroyed::add);
    Cleared cleared = overwritten();
    if (cleared.done()) {
      progress.done(destroyed, cleared.unverified());
    }
    Cleared all = destroyed.size() == undone.size() ? cleared : cleared.and(FAILED);
    if (!all.waitsFor().equals(progress.obstacles())) {
      LOG.warn("Erasures that are decided wait for {}", all.waitsFor());
      progress.waitFor(all.waitsFor());
    }
    return all;
  }

  private boolean destroyed(StudentErased erased) {
    try {
      destroy(erased);
      return true;
    } catch (RuntimeException e) {
      LOG.error("An erasure is not complete, and will be resumed: {}", e.toString());
      return false;
    }
  }

  private void destroy(StudentErased erased) {
    StudentId student = erased.student();
    Set<UUID> files = joined.files(student.value());
    keys.destroy(SubjectKind.STUDENT, files);
    Set<UUID> guardians = traces.guardians(student);
    people.forget(student, erased.school(), guardians, erased.cause() == ErasureCause.RETENTION);
    Set<UUID> persons = new HashSet<>();
    people.unknown(guardians).forEach(guardian -> persons.addAll(joined.files(guardian)));
    keys.destroy(SubjectKind.RESPONDENT, persons);
    persons.addAll(files);
    traces.ofNobodyElse(student).forEach(keys::destroy);
    others.forEach(other -> other.erase(persons));
    commands.sendAs(EraseLeaver.SYSTEM, new WithdrawStudent(student));
  }

  private Cleared overwritten() {
    try {
      Set<String> schemas = new TreeSet<>(Set.of(PeopleErasure.SCHEMA));
      others.forEach(other -> schemas.add(other.schema()));
      return tables.of(schemas).and(keyDatabase.rewrite());
    } catch (RuntimeException e) {
      LOG.error("Tables are not rewritten, and will be: {}", e.toString());
      return FAILED;
    }
  }
}
