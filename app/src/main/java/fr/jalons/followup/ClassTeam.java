package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.Subject;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.events.TutorEvent.TutorKind;
import fr.jalons.planning.tutors.Tutor;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.known.GroupSession;
import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who works with a class: who leads it, teaches it or a group that is drawn from it, coordinates AP
 * there, follows students of it, or has led a session (S45). It tells of staff alone.
 */
@Component
class ClassTeam {
  /** Of the file of a student, what tells who follows them. */
  static final Set<String> PARTS = Set.of("tutors");

  private static final int MINUTES = 60;

  private final JdbcClient jdbc;
  private final AspectReader reader;
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final Visibility visibility;
  private final Clock clock;

  ClassTeam(
      JdbcClient jdbc,
      AspectReader reader,
      PostgresEventStorageEngine log,
      EventJson json,
      Visibility visibility,
      Clock clock) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.log = log;
    this.json = json;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * What somebody teaches.
   *
   * @param subject as STS-web calls it; its code if nothing tells
   * @param group the code of a group; null for the whole class
   */
  public record Service(String subject, @Nullable String group) {}

  /**
   * One of the team.
   *
   * @param students how many of the class they follow as their tutor
   * @param referent of how many they are the referent on placement
   * @param sessions that they led in the period, and that were held
   * @param lastOn the day of the last of them
   */
  public record Member(
      TeacherId teacher,
      String name,
      boolean leads,
      boolean coordinates,
      List<Service> services,
      int students,
      int referent,
      int sessions,
      int minutes,
      @Nullable LocalDate lastOn) {

    /** As 3 h 05. */
    public String hours() {
      return String.format(Locale.ROOT, "%d h %02d", minutes / MINUTES, minutes % MINUTES);
    }
  }

  /** What is known of somebody while it is put together. */
  private static final class Found {
    boolean leads;
    boolean coordinates;
    final List<Service> services = new ArrayList<>();
    final Map<TutorKind, Integer> followed = new HashMap<>();
    int sessions;
    int minutes;
    @Nullable LocalDate lastOn;
  }

  /**
   * The team, those who lead the class first, then by name.
   *
   * @param students those that the reader sees: their tutors count
   */
  List<Member> of(
      StructureId structure, String code, Period period, Collection<StudentView> students) {
    Map<TeacherId, Found> team = new LinkedHashMap<>();
    return visibility.asProgram(
        () -> {
          services(structure, code, period.until(), team);
          coordinators(structure, code, team);
          sessions(structure, code, period, team);
          tutors(students, period.until(), team);
          return members(team);
        });
  }

  /** Who leads a class on a day, by name. */
  List<String> leads(StructureId structure, LocalDate day) {
    return jdbc.sql(
            """
            select distinct coalesce(t.usage_name, t.family_name) || ' ' || t.first_name as name
            from planning.assignment a join identity.teacher t on t.id = a.teacher
            where a.structure = :structure and a.duty = :duty
              and a."from" <= :day and (a.until is null or a.until > :day)
            order by name
            """)
        .param("structure", structure.value())
        .param("duty", Duty.CLASS_LEAD.name())
        .param("day", day)
        .query((row, number) -> row.getString("name"))
        .list();
  }

  /** Who follows a student on a day as their tutor. */
  static Optional<TeacherId> tutor(StudentView student, LocalDate day) {
    return student.listed("tutors", Tutor.class).stream()
        .filter(one -> one.kind() == TutorKind.TUTOR && isOn(one, day))
        .map(Tutor::teacher)
        .findFirst();
  }

  private static boolean isOn(Tutor tutor, LocalDate day) {
    LocalDate until = tutor.until();
    return !tutor.from().isAfter(day) && (until == null || until.isAfter(day));
  }

  private void services(
      StructureId structure, String code, LocalDate day, Map<TeacherId, Found> team) {
    Map<String, String> subjects = subjects(structure);
    jdbc.sql(
            """
            select a.teacher, a.duty, a.subject, s.kind, s.code
            from planning.assignment a join planning.structure s on s.id = a.structure
            where a."from" <= :day and (a.until is null or a.until > :day)
              and (s.id = :structure
                or s.kind = 'GROUP' and s.school = :school and :code = any (s.classes))
            order by s.kind, s.code, a.subject
            """)
        .param("day", day)
        .param("structure", structure.value())
        .param("school", structure.school().uai())
        .param("code", code)
        .query(
            row -> {
              Found found = found(team, row.getObject("teacher", UUID.class));
              if (row.getString("duty").equals(Duty.CLASS_LEAD.name())) {
                found.leads = found.leads || row.getString("kind").equals("CLASS");
              } else {
                String subject = row.getString("subject");
                found.services.add(
                    new Service(
                        subjects.getOrDefault(subject, subject),
                        row.getString("kind").equals("GROUP") ? row.getString("code") : null));
              }
            });
  }

  private Map<String, String> subjects(StructureId structure) {
    EventCriteria listed =
        EventCriteria.havingTags(Tag.of(Tags.SUBJECTS, structure.school().uai()))
            .andBeingOneOfTypes(Set.of(EventMethods.nameOf(SubjectsListed.class)));
    List<StoredEvent> all = log.read(listed, 0, Integer.MAX_VALUE);
    Map<String, String> labels = new HashMap<>();
    if (!all.isEmpty()) {
      for (Subject subject : json.read(all.getLast().payload(), SubjectsListed.class).subjects()) {
        if (!subject.labels().isEmpty()) {
          labels.put(subject.code(), subject.labels().getLast());
        }
      }
    }
    return labels;
  }

  /** Those whose accounts say so; an account without a person has no name. */
  private void coordinators(StructureId structure, String code, Map<TeacherId, Found> team) {
    jdbc.sql(
            """
            select distinct a.person
            from security.account a join identity.teacher t on t.id = a.person
            where 'coordinator' = any (a.roles) and not a.pending and t.school = :school
              and (a.school is null or a.school = :school)
              and (a.classes = '{}' or :code = any (a.classes))
            """)
        .param("school", structure.school().uai())
        .param("code", code)
        .query(
            row -> {
              found(team, row.getObject("person", UUID.class)).coordinates = true;
            });
  }

  private void sessions(
      StructureId structure, String code, Period period, Map<TeacherId, Found> team) {
    Set<String> structures = new HashSet<>(Set.of(structure.value()));
    structures.addAll(
        jdbc.sql(
                """
                select id from planning.structure
                where kind = 'GROUP' and school = :school and :code = any (classes)
                """)
            .param("school", structure.school().uai())
            .param("code", code)
            .query((row, number) -> row.getString("id"))
            .list());
    ZoneId zone = SchoolTime.zone(clock, structure.school());
    reader
        .opened(structures, Set.of(GroupSession.class))
        .values()
        .forEach(
            aspects ->
                aspects.all(GroupSession.class).stream()
                    .filter(one -> one.held() && period.covers(one.start()))
                    .forEach(one -> led(one, one.day(zone), team)));
  }

  private static void led(GroupSession session, LocalDate day, Map<TeacherId, Found> team) {
    for (TeacherId teacher : session.teachers()) {
      Found found = found(team, teacher.value());
      LocalDate last = found.lastOn;
      found.sessions++;
      found.minutes += session.minutes();
      found.lastOn = last == null || day.isAfter(last) ? day : last;
    }
  }

  private static void tutors(
      Collection<StudentView> students, LocalDate day, Map<TeacherId, Found> team) {
    for (StudentView student : students) {
      student.listed("tutors", Tutor.class).stream()
          .filter(tutor -> isOn(tutor, day))
          .forEach(
              tutor ->
                  found(team, tutor.teacher().value())
                      .followed
                      .merge(tutor.kind(), 1, Integer::sum));
    }
  }

  private static Found found(Map<TeacherId, Found> team, UUID teacher) {
    return team.computeIfAbsent(new TeacherId(teacher), one -> new Found());
  }

  private List<Member> members(Map<TeacherId, Found> team) {
    Map<UUID, String> names = names(team.keySet());
    List<Member> members = new ArrayList<>();
    team.forEach(
        (teacher, found) -> {
          String name = names.get(teacher.value());
          if (name != null) {
            members.add(
                new Member(
                    teacher,
                    name,
                    found.leads,
                    found.coordinates,
                    found.services.stream().distinct().toList(),
                    found.followed.getOrDefault(TutorKind.TUTOR, 0),
                    found.followed.getOrDefault(TutorKind.PLACEMENT_REFERENT, 0),
                    found.sessions,
                    found.minutes,
                    found.lastOn));
          }
        });
    members.sort(
        Comparator.comparing((Member one) -> !one.leads())
            .thenComparing(Member::name, Collator.getInstance(Locale.FRENCH)));
    return members;
  }

  /** Of teachers that the school knows. */
  Map<UUID, String> names(Collection<TeacherId> teachers) {
    Map<UUID, String> names = new HashMap<>();
    jdbc.sql(
            """
            select id, coalesce(usage_name, family_name) || ' ' || first_name as name
            from identity.teacher where id = any (?)
            """)
        .param(teachers.stream().map(TeacherId::value).toArray(UUID[]::new))
        .query(
            row -> {
              names.put(row.getObject("id", UUID.class), row.getString("name"));
            });
    return names;
  }
}
