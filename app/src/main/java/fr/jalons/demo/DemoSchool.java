package fr.jalons.demo;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.GuardianId;
import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.school.stories.SchoolYear;
import fr.jalons.school.stories.Team;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The fictional lycée: its export files, and who is in its classes once they are imported. */
@Component
class DemoSchool {
  static final SchoolId ID = new SchoolId("0990001X");

  /** The class that the accounts of the demonstration are about. */
  static final StructureId FIRST = StructureId.of(ID, StructureId.Kind.CLASS, "1CAPPSR");

  /** A class that they do not see. */
  static final StructureId ELSEWHERE = StructureId.of(ID, StructureId.Kind.CLASS, "1CAPEPC");

  private static final Charset SIECLE = Charset.forName("ISO-8859-15");

  private final PostgresEventStorageEngine log;
  private final EventJson json;

  DemoSchool(PostgresEventStorageEngine log, EventJson json) {
    this.log = log;
    this.json = json;
  }

  /** The files that the school uploads at the start of {@code year}, by name. */
  static Map<String, byte[]> files(int year) {
    return files("demo/", year);
  }

  /**
   * Those of the year after it: some have gone up, some have left, one starts again, others are
   * new.
   */
  static Map<String, byte[]> nextFiles(int year) {
    return files("demo/next/", year);
  }

  private static Map<String, byte[]> files(String folder, int year) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : List.of("ElevesSansAdresses.xml", "ResponsablesAvecAdresses.xml")) {
      files.put(name, file(folder + name, SIECLE, year));
    }
    files.put(
        "sts_emp_" + ID + "_" + year + ".xml",
        file(folder + "sts_emp.xml", StandardCharsets.UTF_8, year));
    return files;
  }

  private static byte[] file(String name, Charset charset, int year) {
    try {
      return new ClassPathResource(name)
          .getContentAsString(charset)
          .replace("@LAST@", Integer.toString(year - 1))
          .replace("@YEAR@", Integer.toString(year))
          .replace("@NEXT@", Integer.toString(year + 1))
          .getBytes(charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of those who are responsible for a student. */
  GuardianId guardian(StudentId student) {
    return events(Tag.of(Tags.STUDENT, student.toString()))
        .filter(GuardianLinked.class::isInstance)
        .map(event -> ((GuardianLinked) event).guardian())
        .findFirst()
        .orElseThrow();
  }

  /** Whether the roster of that year is imported. */
  boolean knows(int year) {
    return events(Tag.of(Tags.SCHOOL, ID.uai()))
        .anyMatch(event -> event instanceof RosterImported imported && imported.year() >= year);
  }

  /** One of its years as stories know it. */
  SchoolYear year(int year, ZoneId zone) {
    return new SchoolYear(ID, year, zone, classesOn(LocalDate.of(year, 9, 15)));
  }

  /** Its classes on a day, with their groups. */
  List<Team> classesOn(LocalDate day) {
    Known known = new Known();
    events(Tag.of(Tags.SCHOOL, ID.uai())).forEach(event -> known.apply(event, day));
    return known.classes(day);
  }

  private Stream<DomainEvent> events(Tag tag) {
    return log.read(EventCriteria.havingTags(tag), 0, Integer.MAX_VALUE).stream()
        .map(stored -> json.read(stored.payload(), EventTypes.named(stored.type())));
  }

  /** What the log says of the school up to a day. */
  private static final class Known {
    private final Map<StructureId, StructureDeclared> declared = new LinkedHashMap<>();
    private final Map<StructureId, Roll> rolls = new HashMap<>();
    private final Map<StructureId, Set<Assigned>> assigned = new HashMap<>();

    private record Assigned(TeacherId teacher, Duty duty, @Nullable String subject) {}

    void apply(DomainEvent event, LocalDate day) {
      switch (event) {
        case StructureDeclared e -> declared.put(e.structure(), e);
        case MembershipStarted e -> rolls.put(e.structure(), roll(e.structure()).evolve(e));
        case MembershipEnded e -> rolls.put(e.structure(), roll(e.structure()).evolve(e));
        case TeacherAssigned e when !e.from().isAfter(day) ->
            assigned(e.structure()).add(new Assigned(e.teacher(), e.duty(), e.subject()));
        case TeacherUnassigned e when !e.until().isAfter(day) ->
            assigned(e.structure()).remove(new Assigned(e.teacher(), e.duty(), e.subject()));
        default -> {} // nothing of who is in a class
      }
    }

    private Roll roll(StructureId structure) {
      return rolls.getOrDefault(structure, Roll.empty());
    }

    private Set<Assigned> assigned(StructureId structure) {
      return assigned.computeIfAbsent(structure, first -> new LinkedHashSet<>());
    }

    /** Only those that have students. */
    List<Team> classes(LocalDate day) {
      return declared.values().stream()
          .filter(one -> one.structure().kind() == StructureId.Kind.CLASS)
          .map(one -> team(one.structure(), day, groups(one.code(), day)))
          .filter(team -> !team.students().isEmpty())
          .toList();
    }

    private List<Team> groups(String division, LocalDate day) {
      return declared.values().stream()
          .filter(one -> one.classes().contains(division))
          .map(one -> team(one.structure(), day, List.of()))
          .filter(team -> !team.students().isEmpty())
          .toList();
    }

    private Team team(StructureId structure, LocalDate day, List<Team> groups) {
      return new Team(
          structure,
          roll(structure).on(day),
          assigned(structure).stream().map(Assigned::teacher).distinct().toList(),
          groups);
    }
  }
}
