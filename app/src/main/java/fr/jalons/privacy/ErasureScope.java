package fr.jalons.privacy;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.EventTypes;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.PrivacyEvent.FileConsulted;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.sealing.SubjectKind;
import fr.jalons.platform.time.SchoolTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the log says of a student's surroundings: which keys may go with theirs. */
@Component
class ErasureScope {
  private static final QualifiedName ERASED =
      new QualifiedName(PrivacyEvent.NAMESPACE, "StudentErased");

  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final Clock clock;
  private final AnonymousSurveys surveys;

  ErasureScope(PostgresEventStorageEngine log, EventJson json, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.json = json.asStored();
    this.surveys = new AnonymousSurveys(log, this.json);
  }

  /** The erasure of the student of a request, by whichever request it was decided. */
  Optional<StudentErased> erasure(ErasureRequestId request) {
    return events(Tags.ERASURE, request)
        .flatMap(event -> Stream.ofNullable(asked(event)))
        .findFirst()
        .flatMap(student -> erased(events(Tags.STUDENT, student)));
  }

  private static @Nullable StudentId asked(DomainEvent event) {
    return switch (event) {
      case ErasureRequested e -> e.student();
      case StudentErased e -> e.student();
      default -> null;
    };
  }

  private static Optional<StudentErased> erased(Stream<DomainEvent> events) {
    return events
        .filter(StudentErased.class::isInstance)
        .map(StudentErased.class::cast)
        .findFirst();
  }

  /** All who were ever responsible for the student. */
  Set<UUID> guardians(StudentId student) {
    Set<UUID> guardians = new HashSet<>();
    events(Tags.STUDENT, student)
        .forEach(
            event -> {
              if (event instanceof GuardianLinked linked) {
                guardians.add(linked.guardian().value());
              }
            });
    return guardians;
  }

  /**
   * Sessions, looks at files and anonymous surveys that concerned only who is erased in the log.
   */
  Map<SubjectKind, Set<UUID>> ofNobodyElse(StudentId student) {
    Map<UUID, Set<StudentId>> sessionsOf = sessions(student);
    Map<UUID, Set<StudentId>> looksAt = looks(student);
    Set<StudentId> everybody = new HashSet<>();
    sessionsOf.values().forEach(everybody::addAll);
    looksAt.values().forEach(everybody::addAll);
    Set<StudentId> erased = erased(everybody);
    sessionsOf.values().removeIf(students -> !erased.containsAll(students));
    looksAt.values().removeIf(students -> !erased.containsAll(students));
    return Map.of(
        SubjectKind.SESSION,
        sessionsOf.keySet(),
        SubjectKind.CONSULTATION,
        looksAt.keySet(),
        SubjectKind.SURVEY,
        surveys.ofNobodyElse(student, guardians(student)));
  }

  private Map<UUID, Set<StudentId>> sessions(StudentId student) {
    Map<UUID, Set<StudentId>> concerned = new HashMap<>();
    Set<SessionId> sessions = new HashSet<>();
    Set<StructureId> structures = new HashSet<>();
    events(Tags.STUDENT, student)
        .forEach(
            event -> {
              SessionId session = session(event);
              if (session != null) {
                sessions.add(session);
              }
              if (event instanceof MembershipStarted started) {
                structures.add(started.structure());
              }
            });
    structures.forEach(structure -> addMembers(concerned, structure, sessions, student));
    for (SessionId session : sessions) {
      events(Tags.SESSION, session)
          .forEach(event -> add(concerned, session.value(), students(event)));
    }
    return concerned;
  }

  /** Members of the day of a session may have become so after it was recorded. */
  private void addMembers(
      Map<UUID, Set<StudentId>> concerned,
      StructureId structure,
      Set<SessionId> sessions,
      StudentId student) {
    ZoneId zone = SchoolTime.zone(clock, structure.school());
    Roll roll = Roll.empty();
    Map<SessionId, LocalDate> days = new HashMap<>();
    for (DomainEvent event : events(Tags.STRUCTURE, structure).toList()) {
      switch (event) {
        case MembershipStarted e -> roll = roll.evolve(e);
        case MembershipEnded e -> roll = roll.evolve(e);
        case SessionScheduled e -> days.put(e.session(), e.day(zone));
        case SessionChanged e -> days.put(e.session(), e.day(zone));
        default -> {}
      }
    }
    for (Map.Entry<SessionId, LocalDate> planned : days.entrySet()) {
      if (roll.has(student, planned.getValue())) {
        sessions.add(planned.getKey());
      }
      if (sessions.contains(planned.getKey())) {
        add(concerned, planned.getKey().value(), roll.on(planned.getValue()));
      }
    }
  }

  private Map<UUID, Set<StudentId>> looks(StudentId student) {
    Map<UUID, Set<StudentId>> concerned = new HashMap<>();
    events(Tags.FILE, student)
        .forEach(
            event -> {
              if (event instanceof FileConsulted look) {
                add(concerned, look.consultation().value(), look.students());
              }
            });
    return concerned;
  }

  private Set<StudentId> erased(Set<StudentId> students) {
    Set<StudentId> erased = new HashSet<>();
    for (StudentId student : students) {
      EventCriteria erasure =
          EventCriteria.havingTags(Tag.of(Tags.STUDENT, student.toString()))
              .andBeingOneOfTypes(ERASED);
      if (!log.read(erasure, 0, 1).isEmpty()) {
        erased.add(student);
      }
    }
    return erased;
  }

  private static void add(
      Map<UUID, Set<StudentId>> concerned, UUID what, Collection<StudentId> students) {
    concerned.computeIfAbsent(what, unknown -> new HashSet<>()).addAll(students);
  }

  private static @Nullable SessionId session(DomainEvent event) {
    return switch (event) {
      case SessionScheduled e -> e.session();
      case SessionChanged e -> e.session();
      case SessionHeld e -> e.session();
      case SessionCancelled e -> e.session();
      case AttendanceCorrected e -> e.session();
      default -> null;
    };
  }

  private static List<StudentId> students(DomainEvent event) {
    return switch (event) {
      case SessionScheduled e -> e.students();
      case SessionChanged e -> e.students();
      case SessionHeld e -> e.students();
      case SessionCancelled e -> e.students();
      case AttendanceCorrected e -> List.of(e.student());
      default -> List.of();
    };
  }

  private Stream<DomainEvent> events(String tag, Object value) {
    return log
        .read(EventCriteria.havingTags(Tag.of(tag, value.toString())), 0, Integer.MAX_VALUE)
        .stream()
        .map(stored -> json.read(stored.payload(), EventTypes.named(stored.type())));
  }
}
