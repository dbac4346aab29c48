package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.consultation.ViewerNames;
import fr.jalons.evaluation.Competencies;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.platform.web.DateTexts;
import fr.jalons.school.Directory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Events in words: what somebody did, who it was, and what they said, under the labels of the form
 * that says it. Names come from the directory of today: the log holds none. Identifiers that name
 * nothing for people are left out.
 */
@Component
public class EventWords {
  private static final Pattern ACTOR = Pattern.compile("(user|client|system|teacher):.+");
  private static final String TEACHER = "teacher:";
  private static final String NO_NAME = "—";

  /** Longer lists of students are counted. */
  private static final int FEW = 4;

  private final EventJson json;
  private final CommandShapes shapes;
  private final Directory directory;
  private final ViewerNames people;
  private final Competencies competencies;
  private final Visibility visibility;
  private final DateTexts dates;
  private final MessageSource words;
  private final Clock clock;
  private final Map<Class<?>, Map<String, String>> labels = new ConcurrentHashMap<>();

  EventWords(
      EventJson json,
      CommandShapes shapes,
      Directory directory,
      ViewerNames people,
      Competencies competencies,
      Visibility visibility,
      DateTexts dates,
      MessageSource words,
      Clock clock) {
    this.json = json.asStored();
    this.shapes = shapes;
    this.directory = directory;
    this.people = people;
    this.competencies = competencies;
    this.visibility = visibility;
    this.dates = dates;
    this.words = words;
    this.clock = clock;
  }

  /**
   * One thing that was said.
   *
   * @param label null where no form asks for it
   */
  public record Said(@Nullable String label, String text) {}

  /**
   * An event as people read it.
   *
   * @param day on which it was recorded
   * @param who did it, by name as far as there is one
   */
  public record Told(
      long position, Instant at, LocalDate day, String type, String who, List<Said> said) {}

  /**
   * Several events, in their order.
   *
   * @param student whose history it is: they are not named, nor is any other student; null for a
   *     class
   */
  public List<Told> of(List<Histories.Entry> entries, @Nullable StudentId student) {
    Map<String, String> names = names(entries.stream().map(Histories.Entry::actor).toList());
    Reading reading = new Reading(student, competencies.labels(), new HashMap<>());
    return entries.stream()
        .map(
            entry ->
                new Told(
                    entry.position(),
                    entry.recordedAt(),
                    LocalDate.ofInstant(entry.recordedAt(), clock.getZone()),
                    entry.type(),
                    names.getOrDefault(entry.actor(), NO_NAME),
                    said(entry, reading)))
        .toList();
  }

  /** What those who did something are called; a dash for accounts that are gone. */
  public Map<String, String> names(Collection<String> actors) {
    List<String> all = actors.stream().distinct().toList();
    Map<String, String> known = visibility.asProgram(() -> people.names(all));
    Map<String, String> names = new HashMap<>();
    all.forEach(who -> names.put(who, Optional.ofNullable(known.get(who)).orElse(teacher(who))));
    return names;
  }

  /** A teacher of the roster who has no account. */
  private String teacher(String who) {
    return who.startsWith(TEACHER)
        ? directory.teacher(TeacherId.of(who.substring(TEACHER.length())))
        : NO_NAME;
  }

  /**
   * What is looked up once for all events.
   *
   * @param student whose lines are read of what concerns several; null for all of them, by name
   */
  private record Reading(
      @Nullable StudentId student, Map<String, String> competencies, Map<Object, String> names) {}

  private List<Said> said(Histories.Entry entry, Reading reading) {
    Class<? extends DomainEvent> type = EventTypes.named(entry.type());
    Map<?, ?> payload = json.read(entry.payload(), Map.class);
    Map<String, String> labelled = labels.computeIfAbsent(type, this::labels);
    List<Said> said = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      Object value = payload.get(name);
      boolean unsaid =
          component.getType() == SchoolId.class
              || component.getType() == StudentId.class && reading.student != null;
      if (value != null && !unsaid) {
        text(value, component.getGenericType(), reading)
            .ifPresent(text -> said.add(new Said(label(labelled.get(name)), text)));
      }
    }
    return List.copyOf(said);
  }

  private @Nullable String label(@Nullable String key) {
    return key == null ? null : words.getMessage(key, null, null, LocaleContextHolder.getLocale());
  }

  /** The fields of the command that says most of what an event says. */
  private Map<String, String> labels(Class<?> event) {
    Set<String> components =
        Stream.of(event.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    Map<String, String> found = new HashMap<>();
    shapes.all().stream()
        .max(
            Comparator.comparing((CommandShape shape) -> shared(shape, components))
                .thenComparing(shape -> shape.type().getName()))
        .ifPresent(
            shape ->
                shape
                    .parts()
                    .forEach(
                        part ->
                            found.put(
                                part.name(), shape.type().getSimpleName() + '.' + part.name())));
    found.put("correction", "records.why");
    return Map.copyOf(found);
  }

  private static long shared(CommandShape shape, Set<String> components) {
    return shape.parts().stream().map(CommandShape.Part::name).filter(components::contains).count();
  }

  private Optional<String> text(Object value, Type type, Reading reading) {
    if (value instanceof Collection<?> many && type instanceof ParameterizedType of) {
      Type element = of.getActualTypeArguments()[0];
      if (element == StudentId.class && (reading.student != null || many.size() > FEW)) {
        return Optional.ofNullable(
            words.getMessage(
                "followup.several",
                new Object[] {many.size()},
                null,
                LocaleContextHolder.getLocale()));
      }
      String all =
          many.stream()
              .flatMap(one -> text(one, element, reading).stream())
              .distinct()
              .collect(Collectors.joining(", "));
      return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
    if (value instanceof Map<?, ?> many && type instanceof ParameterizedType of) {
      Type element = of.getActualTypeArguments()[1];
      String all =
          many.entrySet().stream()
              .flatMap(one -> text(one, element, reading).stream())
              .collect(Collectors.joining(", "));
      return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }
    return type instanceof Class<?> kind ? text(value, kind, reading) : Optional.empty();
  }

  /** An answer, or the level of a competency under its words. */
  private Optional<String> text(Map.Entry<?, ?> one, Type type, Reading reading) {
    Optional<String> value = text(one.getValue(), type, reading);
    String competency = reading.competencies.get(String.valueOf(one.getKey()));
    return competency == null ? value : value.map(level -> competency + " : " + level);
  }

  private Optional<String> text(Object value, Class<?> type, Reading reading) {
    String written = value.toString();
    if (type == StructureId.class) {
      return named(new StructureId(written), reading, directory::code);
    }
    if (type == TeacherId.class) {
      return named(TeacherId.of(written), reading, directory::teacher);
    }
    if (type == StudentId.class) {
      return reading.student == null
          ? named(StudentId.of(written), reading, directory::name)
          : Optional.empty();
    }
    if (type.isEnum()) {
      return Optional.ofNullable(label(type.getSimpleName() + '.' + written));
    }
    if (type == LocalDate.class) {
      return Optional.of(dates.day(LocalDate.parse(written)));
    }
    if (type == Instant.class) {
      return Optional.of(dates.moment(Instant.parse(written)));
    }
    if (type == String.class) {
      return ACTOR.matcher(written).matches()
          ? Optional.empty()
          : Optional.of(reading.competencies.getOrDefault(written, written));
    }
    if (value instanceof Number) {
      return Optional.of(written);
    }
    return type.isRecord() && value instanceof Map<?, ?> line
        ? line(line, type, reading)
        : Optional.empty();
  }

  private static <I> Optional<String> named(I id, Reading reading, Function<I, String> name) {
    return Optional.of(reading.names.computeIfAbsent(id, unnamed -> name.apply(id)));
  }

  /** A line of a list; those about somebody else are not told. */
  private Optional<String> line(Map<?, ?> line, Class<?> type, Reading reading) {
    List<String> texts = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = line.get(component.getName());
      if (value == null) {
        continue;
      }
      if (component.getType() == StudentId.class
          && reading.student != null
          && !value.toString().equals(reading.student.toString())) {
        return Optional.empty();
      }
      text(value, component.getGenericType(), reading).ifPresent(texts::add);
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", texts));
  }
}
