package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An account keeps its classes when they are renamed: it has their keys, and people say codes. */
@Component
class ClassCodes {
  private final JdbcClient jdbc;

  ClassCodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A scope as it is kept. A code that nothing bears may be that of a class to come. */
  Scope keys(Scope said) {
    SchoolId school = said.school();
    return school == null
        ? said
        : new Scope(
            school,
            said.person(),
            said.classes().stream()
                .flatMap(code -> keys(school, code))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private Stream<String> keys(SchoolId school, String code) {
    Set<String> found =
        jdbc
            .sql("select id from planning.bearing('CLASS', ?) id")
            .param(code)
            .query((row, number) -> new StructureId(row.getString("id")))
            .list()
            .stream()
            .filter(structure -> structure.school().equals(school))
            .map(StructureId::key)
            .collect(Collectors.toSet());
    return found.isEmpty() ? Stream.of(code) : found.stream();
  }
}
