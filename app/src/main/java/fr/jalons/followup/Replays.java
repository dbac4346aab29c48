package fr.jalons.followup;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.Tags;
import fr.jalons.indicators.IndicatorLines;
import fr.jalons.indicators.IndicatorLines.Subjects;
import fr.jalons.indicators.PastAspects;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.indicators.Scope;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.TagValues;
import fr.jalons.platform.commands.CommandMetadata;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.RollLine;
import fr.jalons.school.students.DeclaredStructure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An accompaniment once more, event by event, with the state that each has left: the same fold as
 * the live follow-up, so what it shows is what was shown then. Texts about people are opened in the
 * events that are shown; in the states, of which only figures are shown, they stay sealed.
 */
@Component
public class Replays {
  private final PostgresEventStorageEngine log;
  private final PastAspects past;
  private final IndicatorLines indicators;
  private final SchoolYears years;
  private final EventJson json;

  Replays(
      PostgresEventStorageEngine log,
      PastAspects past,
      IndicatorLines indicators,
      SchoolYears years,
      EventJson json) {
    this.log = log;
    this.past = past;
    this.indicators = indicators;
    this.years = years;
    this.json = json;
  }

  /** One event between the states before and after it. */
  public record Step<S>(Histories.Entry event, S before, S after) {}

  /** An event that answers what was asked for, whether or not it is among the steps. */
  public record Point(long position, Instant at) {}

  /**
   * Some steps of a replay.
   *
   * @param all that answers what was asked for, in order
   * @param next what to ask as {@code after} for more; null at the end
   * @param types of all the events there are, whatever was asked for
   * @param actors likewise, those who have recorded them
   * @param students all that it follows: of a class, all who have ever been in it
   */
  public record Page<S>(
      List<Step<S>> steps,
      List<Point> all,
      @Nullable Long next,
      List<String> types,
      List<String> actors,
      Set<StudentId> students) {}

  /** Steps of a student’s replay after a position. */
  public Page<StudentView> student(
      StudentId student, Predicate<StoredEvent> wanted, long after, int limit) {
    List<StoredEvent> own = read(Set.of(tag(student)));
    if (own.isEmpty()) {
      throw Refusal.notFound("followup.student-unknown");
    }
    Set<Tag> whole = withStructures(Set.of(tag(student)), own);
    Fold<StudentView> fold = new StudentFold(student, past.nothing(values(whole)));
    return replay(read(whole), own, fold, Set.of(student), wanted, after, limit);
  }

  /**
   * Steps of a class’s replay after a position: what happened to the class and to those who were in
   * it then, with the figures of those.
   */
  public Page<ClassFollowUps.View> schoolClass(
      ClassFollowUps.View today, Predicate<StoredEvent> wanted, long after, int limit) {
    Tag theClass = tag(today.structure());
    List<StoredEvent> ofClass = read(Set.of(theClass));
    Set<StudentId> members = roll(today.structure(), ofClass);
    Set<Tag> concerned =
        Stream.concat(Stream.of(theClass), members.stream().map(Replays::tag))
            .collect(Collectors.toSet());
    List<StoredEvent> own = read(concerned);
    Set<Tag> whole = withStructures(concerned, own);
    Fold<ClassFollowUps.View> fold = new ClassFold(today, ofClass, past.nothing(values(whole)));
    return replay(read(whole), own, fold, members, wanted, after, limit);
  }

  private List<StoredEvent> read(Set<Tag> tags) {
    return log.read(
        EventCriteria.either(tags.stream().<EventCriteria>map(EventCriteria::havingTags).toList()),
        0,
        Integer.MAX_VALUE);
  }

  /** With the classes and groups that events name: their sessions concern who was in them. */
  private Set<Tag> withStructures(Set<Tag> subjects, List<StoredEvent> events) {
    Set<Tag> more = new HashSet<>(subjects);
    events.forEach(
        event ->
            TagValues.of(past.domainEvent(event), Tags.STRUCTURE)
                .forEach(structure -> more.add(Tag.of(Tags.STRUCTURE, structure))));
    return more;
  }

  private static List<String> values(Set<Tag> tags) {
    return tags.stream().map(Tag::value).toList();
  }

  /** Everybody who has ever been in a class. */
  private Set<StudentId> roll(StructureId structure, List<StoredEvent> ofClass) {
    FoldedAspects folded = past.nothing(Set.of(structure));
    ofClass.forEach(event -> folded.evolve(past.domainEvent(event)));
    return folded.of(structure).byEntry(RollLine.class).keySet().stream()
        .map(StudentId::of)
        .collect(Collectors.toSet());
  }

  private static Tag tag(StructureId structure) {
    return Tag.of(Tags.STRUCTURE, structure.toString());
  }

  private static Tag tag(StudentId student) {
    return Tag.of(Tags.STUDENT, student.toString());
  }

  /** Folds all, and looks at the state around what is shown only, which is among its own. */
  private <S> Page<S> replay(
      List<StoredEvent> stored,
      List<StoredEvent> own,
      Fold<S> fold,
      Set<StudentId> students,
      Predicate<StoredEvent> wanted,
      long after,
      int limit) {
    List<Step<S>> steps = new ArrayList<>();
    List<Point> all = new ArrayList<>();
    Long next = null;
    for (StoredEvent event : stored) {
      if (!wanted.test(event) || !fold.concerns(event)) {
        fold.evolve(event);
        continue;
      }
      all.add(new Point(event.position(), event.recordedAt()));
      if (event.position() <= after || steps.size() == limit) {
        next = steps.isEmpty() ? null : steps.getLast().event().position();
        fold.evolve(event);
      } else {
        S before = fold.before(event);
        fold.evolve(event);
        steps.add(new Step<>(Histories.Entry.of(event, json), before, fold.after(event)));
      }
    }
    List<String> types = own.stream().map(StoredEvent::type).distinct().sorted().toList();
    List<String> actors =
        own.stream()
            .map(event -> event.metadata().getOrDefault(CommandMetadata.ACTOR, ""))
            .filter(actor -> !actor.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return new Page<>(List.copyOf(steps), List.copyOf(all), next, types, actors, students);
  }

  /** A state on its way through the log. */
  private interface Fold<S> {
    /** Whether an event is about it, as it stands before. */
    boolean concerns(StoredEvent event);

    S before(StoredEvent event);

    void evolve(StoredEvent event);

    S after(StoredEvent event);
  }

  private final class StudentFold implements Fold<StudentView> {
    private final StudentId student;
    private final FoldedAspects folded;

    StudentFold(StudentId student, FoldedAspects folded) {
      this.student = student;
      this.folded = folded;
    }

    @Override
    public boolean concerns(StoredEvent event) {
      return TagValues.of(past.domainEvent(event), Tags.STUDENT).contains(student.toString());
    }

    @Override
    public StudentView before(StoredEvent event) {
      return StudentView.of(student, folded.of(student), event.position() - 1);
    }

    @Override
    public void evolve(StoredEvent event) {
      folded.evolve(past.domainEvent(event));
    }

    @Override
    public StudentView after(StoredEvent event) {
      return StudentView.of(student, folded.of(student), event.position());
    }
  }

  private final class ClassFold implements Fold<ClassFollowUps.View> {
    private final ClassFollowUps.View today;
    private final StructureId structure;
    private final SchoolYears.Told told;
    private final Set<Long> ofClass;
    private final FoldedAspects folded;

    ClassFold(ClassFollowUps.View today, List<StoredEvent> ofClass, FoldedAspects folded) {
      this.today = today;
      this.structure = today.structure();
      this.folded = folded;
      this.told = years.told(today.school());
      this.ofClass = ofClass.stream().map(StoredEvent::position).collect(Collectors.toSet());
    }

    /** An anonymous ballot is in the figures from the closing on, and no step of its own. */
    @Override
    public boolean concerns(StoredEvent stored) {
      DomainEvent event = past.domainEvent(stored);
      if (event instanceof SurveyAnswered answered && answered.respondent() == null) {
        return false;
      }
      LocalDate day = past.day(stored.recordedAt());
      Map<String, RollLine> roll = folded.of(structure).byEntry(RollLine.class);
      return ofClass.contains(stored.position())
          || TagValues.of(event, Tags.STUDENT).stream()
              .flatMap(student -> Stream.ofNullable(roll.get(student)))
              .anyMatch(line -> line.on(day));
    }

    @Override
    public ClassFollowUps.View before(StoredEvent event) {
      return view(event.position() - 1, past.day(event.recordedAt()));
    }

    @Override
    public void evolve(StoredEvent stored) {
      folded.evolve(past.domainEvent(stored));
    }

    @Override
    public ClassFollowUps.View after(StoredEvent event) {
      return view(event.position(), past.day(event.recordedAt()));
    }

    private ClassFollowUps.View view(long position, LocalDate day) {
      Aspects group = folded.of(structure);
      String code = group.one(DeclaredStructure.class).called(structure).code();
      Period year = told.yearUntil(day, position);
      List<StudentView> students =
          ClassFollowUps.members(group, day).stream()
              .map(
                  student ->
                      StudentView.between(
                          year.from(), LocalDate.MAX, student, folded.of(student), position))
              .toList();
      return new ClassFollowUps.View(
          structure,
          code,
          today.label(),
          today.school(),
          position,
          day,
          year,
          indicators.all(
              Scope.of(structure, code),
              year,
              Subjects.of(students.stream().map(StudentView::aspects).toList(), List.of(group))),
          students,
          group.parts(Tags.STRUCTURE));
    }
  }
}
