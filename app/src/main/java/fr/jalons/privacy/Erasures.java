package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.StudentId;
import fr.jalons.planning.PeopleErasure;
import fr.jalons.planning.write.WithdrawStudent;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.sealing.SubjectKeys;
import fr.jalons.platform.sealing.SubjectKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Does what the log has decided: keys destroyed, rows deleted, their traces on disk overwritten.
 * Each step can be repeated, and is, until all of them have been done once in a row.
 */
@Component
class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

  private final Traces traces;
  private final SubjectKeys keys;
  private final PeopleErasure people;
  private final List<AlsoErases> others;
  private final Commands commands;
  private final JdbcClient jdbc;
  private final ApplicationAvailability availability;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  Erasures(
      Traces traces,
      SubjectKeys keys,
      PeopleErasure people,
      List<AlsoErases> others,
      Commands commands,
      JdbcClient jdbc,
      ApplicationAvailability availability) {
    this.traces = traces;
    this.keys = keys;
    this.people = people;
    this.others = others;
    this.commands = commands;
    this.jdbc = jdbc;
    this.availability = availability;
  }

  /** Whether what the log has decided on a request is done; what is not will be tried again. */
  boolean carryOut(ErasureRequestId request) {
    try {
      traces.erasure(request).ifPresent(this::carryOut);
      return true;
    } catch (RuntimeException e) {
      LOG.error("An erasure is not complete, and will be resumed: {}", e.toString());
      return false;
    }
  }

  /** Takes up what a crash, or a database that was away, has left undone. */
  @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
  void resume() {
    if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
      jdbc.sql(
              """
              select id from privacy.request r
              where erased_at is not null
                and not exists (select from privacy.carried_out c where c.student = r.student)
              order by erased_at
              """)
          .query(UUID.class)
          .list()
          .forEach(id -> carryOut(new ErasureRequestId(id)));
    }
  }

  private void carryOut(StudentErased erased) {
    oneAtATime.lock();
    try {
      if (!isCarriedOut(erased.student())) {
        destroy(erased);
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  private void destroy(StudentErased erased) {
    StudentId student = erased.student();
    keys.destroy(SubjectKind.STUDENT, List.of(student.value()));
    Set<UUID> guardians = traces.guardians(student);
    people.forget(student, erased.school(), guardians, erased.cause() == ErasureCause.RETENTION);
    Set<UUID> persons = new HashSet<>(people.unknown(guardians));
    keys.destroy(SubjectKind.RESPONDENT, persons);
    persons.add(student.value());
    traces.ofNobodyElse(student).forEach(keys::destroy);
    others.forEach(other -> other.erase(persons));
    commands.sendAs(EraseLeaver.SYSTEM, new WithdrawStudent(student));
    people.rewrite();
    keys.rewrite();
    jdbc.sql("insert into privacy.carried_out (student) values (?) on conflict do nothing")
        .param(student.value())
        .update();
  }

  private boolean isCarriedOut(StudentId student) {
    return jdbc.sql("select exists (select from privacy.carried_out where student = ?)")
        .param(student.value())
        .query(Boolean.class)
        .single();
  }
}
