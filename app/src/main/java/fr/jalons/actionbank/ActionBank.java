package fr.jalons.actionbank;

import fr.jalons.access.Visibility;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.planning.needs.StudentNeed;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.forms.FormField;
import fr.jalons.platform.json.EventJson;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import fr.jalons.school.students.StudentMemberships;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * For pages: what answered needs of an area before, in the school of the student who has one. It
 * counts all students of the school, also those out of the reader's reach, and shows no names.
 */
@Component("actionBank")
public class ActionBank {
  private static final String NEEDS = "needs";

  private final PostgresEventStorageEngine log;
  private final AspectReader reader;
  private final Visibility visibility;
  private final EventJson json;
  private final JdbcClient jdbc;
  private final long least;

  ActionBank(
      PostgresEventStorageEngine log,
      AspectReader reader,
      Visibility visibility,
      EventJson json,
      JdbcClient jdbc,
      @Value("${jalons.suppression.k:5}") long least) {
    this.log = log;
    this.reader = reader;
    this.visibility = visibility;
    this.json = json.asStored();
    this.jdbc = jdbc;
    this.least = least;
  }

  /** Of which school and area. */
  private record Asked(SchoolId school, NeedArea area) {}

  /** For the needs that are chosen in a form, an area each. */
  public List<PastAnswers> forForm(Collection<FormField> fields) {
    return answers(
        fields.stream()
            .filter(field -> field.name().equals(NEEDS))
            .flatMap(field -> field.values().stream())
            .flatMap(ActionBank::uuid));
  }

  /** For one need; nothing once it calls for support no more. */
  public List<PastAnswers> forNeed(UUID need) {
    return answers(Stream.of(need));
  }

  /** The scope of an action for a student: their class of today. */
  public @Nullable RecordScope classOf(StudentId student) {
    Aspects known =
        reader.sealed(List.of(student), Set.of(StudentMemberships.class)).get(student.toString());
    StructureId schoolClass =
        known == null ? null : known.one(StudentMemberships.class).schoolClass();
    return schoolClass == null ? null : RecordScope.of(schoolClass);
  }

  private List<PastAnswers> answers(Stream<UUID> needs) {
    Set<Asked> asked = new LinkedHashSet<>();
    needs.map(this::open).forEach(one -> one.ifPresent(asked::add));
    return visibility.asProgram(() -> asked.stream().map(this::answers).toList());
  }

  private static Stream<UUID> uuid(String text) {
    try {
      return Stream.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Stream.empty(); // the command says so
    }
  }

  /** Of a need that the reader reaches and that calls for support. */
  private Optional<Asked> open(UUID id) {
    StudentId student = null;
    NeedArea area = null;
    EventCriteria ofNeed = EventCriteria.havingTags(Tag.of(Tags.NEED, id.toString()));
    for (StoredEvent stored : log.read(ofNeed, 0, Integer.MAX_VALUE)) {
      DomainEvent event = json.read(stored.payload(), EventTypes.named(stored.type()));
      switch (event) {
        case NeedDiagnosed found -> {
          student = found.student();
          area = found.area();
        }
        case NeedRefined refined -> area = refined.area();
        case NeedClosed closed -> {
          return Optional.empty();
        }
        case RecordWithdrawn gone when gone.record().equals(id) -> {
          return Optional.empty();
        }
        default -> {
          // names it, and does not change it
        }
      }
    }
    NeedArea asked = area;
    return student == null || asked == null || !visibility.reaches(student)
        ? Optional.empty()
        : school(student).map(school -> new Asked(school, asked));
  }

  private Optional<SchoolId> school(StudentId student) {
    return jdbc.sql("select school from identity.student where id = ?")
        .param(student.value())
        .query((row, number) -> new SchoolId(row.getString("school")))
        .optional();
  }

  private PastAnswers answers(Asked asked) {
    Aspects school =
        Objects.requireNonNull(
            reader
                .opened(List.of(asked.school), Set.<Class<?>>of(Action.class, ActionStep.class))
                .get(asked.school.toString()));
    return PastAnswers.of(asked.area, ActionCourse.all(school), needs(asked.school), least);
  }

  private Map<NeedId, PastAnswers.Need> needs(SchoolId school) {
    List<StudentId> students =
        jdbc.sql("select id from identity.student where school = ?")
            .param(school.uai())
            .query((row, number) -> new StudentId(row.getObject("id", UUID.class)))
            .list();
    Map<String, Aspects> known = reader.sealed(students, Set.of(StudentNeed.class));
    Map<NeedId, PastAnswers.Need> needs = new HashMap<>();
    for (StudentId student : students) {
      Aspects aspects = known.get(student.toString());
      if (aspects != null) {
        for (StudentNeed need : aspects.all(StudentNeed.class)) {
          needs.put(need.id(), new PastAnswers.Need(student, need.area(), need.closedOn()));
        }
      }
    }
    return needs;
  }
}
