package fr.jalons.demo;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.GuardianId;
import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The fictional lycée: its export files, and who is in its classes once they are imported. */
@Component
class DemoSchool {
  static final SchoolId ID = new SchoolId("0990001X");
  static final List<String> CLASSES = List.of("1CAPPSR", "1CAPEPC", "2CAPPSR");

  private static final Charset SIECLE = Charset.forName("ISO-8859-15");

  private final PostgresEventStorageEngine log;
  private final EventJson json;

  DemoSchool(PostgresEventStorageEngine log, EventJson json) {
    this.log = log;
    this.json = json;
  }

  /** The files a school uploads at the start of {@code year}, by name. */
  Map<String, byte[]> files(int year) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("ElevesSansAdresses.xml", file("ElevesSansAdresses.xml", SIECLE, year));
    files.put("ResponsablesAvecAdresses.xml", file("ResponsablesAvecAdresses.xml", SIECLE, year));
    files.put(
        "sts_emp_" + ID + "_" + year + ".xml", file("sts_emp.xml", StandardCharsets.UTF_8, year));
    return files;
  }

  private static byte[] file(String name, Charset charset, int year) {
    try {
      return new ClassPathResource("demo/" + name)
          .getContentAsString(charset)
          .replace("@YEAR@", Integer.toString(year))
          .replace("@NEXT@", Integer.toString(year + 1))
          .getBytes(charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class or AP group with its members and teachers. */
  record Team(StructureId structure, List<StudentId> students, List<TeacherId> teachers) {}

  /** One who is responsible for a student. */
  GuardianId guardian(StudentId student) {
    return log
        .read(EventCriteria.havingTags(Tag.of(Tags.STUDENT, student.toString())), 0, 100)
        .stream()
        .map(stored -> json.read(stored.payload(), EventTypes.named(stored.type())))
        .filter(GuardianLinked.class::isInstance)
        .map(event -> ((GuardianLinked) event).guardian())
        .findFirst()
        .orElseThrow();
  }

  Team team(StructureId structure) {
    Roll roll = Roll.empty();
    Set<TeacherId> teachers = new LinkedHashSet<>();
    for (var stored :
        log.read(
            EventCriteria.havingTags(Tag.of(Tags.STRUCTURE, structure.toString())),
            0,
            Integer.MAX_VALUE)) {
      DomainEvent event = json.read(stored.payload(), EventTypes.named(stored.type()));
      if (event instanceof MembershipStarted started) {
        roll = roll.evolve(started);
      } else if (event instanceof TeacherAssigned assigned) {
        teachers.add(assigned.teacher());
      }
    }
    return new Team(structure, List.copyOf(roll.memberships().keySet()), List.copyOf(teachers));
  }
}
