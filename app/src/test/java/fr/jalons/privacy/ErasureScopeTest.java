package fr.jalons.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.sealing.SubjectKind;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AnnotationBasedTagResolver;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session was planned when one student was known in the class; a roster brought another. */
class ErasureScopeTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAP");
  private static final StudentId FIRST = new StudentId(new UUID(1, 1));
  private static final StudentId LATE = new StudentId(new UUID(1, 2));
  private static final SessionId SESSION = new SessionId(new UUID(2, 1));
  private static final LocalDate START = LocalDate.of(2026, 9, 1);
  private static final LocalDate DAY = LocalDate.of(2026, 10, 5);

  private final DataSource database = TestDatabase.create();
  private final EventJson json = new EventJson();
  private final PostgresEventStorageEngine log;

  ErasureScopeTest() {
    new Migrations(database);
    log = new PostgresEventStorageEngine(database, json, 100, new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void happened(DomainEvent... events) {
    List<HistoryImport.Past> history = Stream.of(events).map(this::past).toList();
    new HistoryImport(database).append(history.iterator(), through -> {});
  }

  private HistoryImport.Past past(DomainEvent event) {
    Event type = event.getClass().getAnnotation(Event.class);
    String name = type.namespace() + '.' + type.name();
    Set<String> tags =
        new AnnotationBasedTagResolver()
            .resolve(new GenericEventMessage(new MessageType(name), event)).stream()
                .map(tag -> tag.key() + ':' + tag.value())
                .collect(Collectors.toSet());
    return new HistoryImport.Past(
        UUID.randomUUID(),
        name,
        type.version(),
        json.write(event),
        "{\"actor\":\"user:one\"}",
        DAY.atTime(10, 0).toInstant(ZoneOffset.UTC),
        tags);
  }

  private Set<UUID> sessionsOfNobodyBut(StudentId student) {
    ErasureScope scope = new ErasureScope(log, json, Clock.systemUTC());
    return scope.ofNobodyElse(student).getOrDefault(SubjectKind.SESSION, Set.of());
  }

  private static StudentErased erased(StudentId student) {
    return new StudentErased(
        new ErasureRequestId(UUID.randomUUID()),
        student,
        SCHOOL,
        ErasureCause.REQUEST,
        "user:one",
        "user:two");
  }

  @Test
  void aSessionGoesWithTheLastOfThoseWhomItConcernsWhoeverWasKnownWhenItWasPlanned() {
    happened(
        new MembershipStarted(FIRST, CLASS, SCHOOL, START),
        new SessionScheduled(
            SESSION,
            CLASS,
            "Atelier",
            DAY.atTime(8, 0).toInstant(ZoneOffset.UTC),
            60,
            List.of(),
            Set.of(),
            List.of(),
            List.of(FIRST)),
        erased(FIRST));
    assertThat(sessionsOfNobodyBut(FIRST)).containsExactly(SESSION.value());

    happened(new MembershipStarted(LATE, CLASS, SCHOOL, START));
    assertThat(sessionsOfNobodyBut(FIRST)).isEmpty();

    happened(erased(LATE));
    assertThat(sessionsOfNobodyBut(LATE)).containsExactly(SESSION.value());
  }

  @Test
  void aSessionThatWasMovedConcernsTheMembersOfItsNewDay() {
    LocalDate later = DAY.plusDays(7);
    happened(
        new MembershipStarted(FIRST, CLASS, SCHOOL, START),
        new SessionScheduled(
            SESSION,
            CLASS,
            "Atelier",
            DAY.atTime(8, 0).toInstant(ZoneOffset.UTC),
            60,
            List.of(),
            Set.of(),
            List.of(),
            List.of(FIRST)),
        new SessionChanged(
            SESSION,
            CLASS,
            "Atelier",
            later.atTime(8, 0).toInstant(ZoneOffset.UTC),
            60,
            List.of(),
            Set.of(),
            List.of(),
            List.of(FIRST)),
        erased(FIRST));
    assertThat(sessionsOfNobodyBut(FIRST)).containsExactly(SESSION.value());

    happened(new MembershipStarted(LATE, CLASS, SCHOOL, later));
    assertThat(sessionsOfNobodyBut(FIRST)).isEmpty();
  }
}
