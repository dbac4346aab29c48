package fr.jalons.school.importroster;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.school.identity.KnownPeople;
import fr.jalons.school.identity.People;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Students whose line in a pupils' file is in doubt: a person has to decide. */
@Component
class Conflicts {
  private final KnownPeople people;
  private final JdbcClient jdbc;
  private final Clock clock;

  Conflicts(KnownPeople people, JdbcClient jdbc, Clock clock) {
    this.people = people;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An unresolved conflict. */
  public record Open(UUID id, List<People.Line> lines, List<Known> students) {}

  /** A student, as a line tells one. */
  public record Known(
      StudentId id,
      @Nullable String eleveId,
      @Nullable String ine,
      String lastName,
      String firstName,
      @Nullable LocalDate birthDate,
      @JsonProperty("class") @Nullable String className) {}

  /** Those of a school. */
  List<Open> open(SchoolId school) {
    return of(people.conflicts(school), people.of(school).people());
  }

  /** Those of all schools within reach. */
  List<Open> open() {
    return people.inConflict().stream().flatMap(school -> open(school).stream()).toList();
  }

  /** With what is known of the students. */
  List<Open> of(List<People.Conflict> conflicts, People known) {
    if (conflicts.isEmpty()) {
      return List.of();
    }
    Map<UUID, People.Student> students =
        known.students().stream()
            .collect(Collectors.toMap(People.Student::id, Function.identity()));
    Map<UUID, String> classes = classes(conflicts);
    return conflicts.stream()
        .map(
            conflict ->
                new Open(
                    conflict.id(),
                    conflict.lines(),
                    conflict.students().stream()
                        .map(students::get)
                        .filter(Objects::nonNull)
                        .map(student -> known(student, classes.get(student.id())))
                        .toList()))
        .toList();
  }

  private static Known known(People.Student student, @Nullable String className) {
    return new Known(
        new StudentId(student.id()),
        student.externalId(),
        student.ine(),
        Objects.requireNonNullElse(student.usageName(), student.familyName()),
        student.firstName(),
        student.birthDate(),
        className);
  }

  private Map<UUID, String> classes(List<People.Conflict> conflicts) {
    Map<UUID, String> classes = new HashMap<>();
    jdbc.sql(
            """
            select m.student, s.code
            from planning.membership_on(?) m join planning.structure s on s.id = m.structure
            where s.kind = 'CLASS' and m.student = any (?)
            """)
        .param(LocalDate.now(clock))
        .param(
            conflicts.stream()
                .flatMap(conflict -> conflict.students().stream())
                .toArray(UUID[]::new))
        .query(
            row -> {
              classes.put(row.getObject("student", UUID.class), row.getString("code"));
            });
    return classes;
  }

  @RestController
  static class Endpoint {
    private final Conflicts conflicts;

    Endpoint(Conflicts conflicts) {
      this.conflicts = conflicts;
    }

    @GetMapping("/api/rosters/conflicts")
    @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
    List<Open> open(@RequestParam SchoolId school) {
      return conflicts.open(school);
    }
  }
}
