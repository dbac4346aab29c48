package fr.jalons.access;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds what an address is about, and tells whether somebody reaches it. */
@Component
class Targets {
  private final JdbcClient jdbc;
  private final Reaches reaches;

  Targets(JdbcClient jdbc, Reaches reaches) {
    this.jdbc = jdbc;
    this.reaches = reaches;
  }

  /**
   * Whether a reach covers what a rule is over.
   *
   * @param path variables of the address
   * @param school named by the request, where several have a class of the same code
   */
  boolean covered(Over over, Map<String, String> path, @Nullable String school, Reach reach) {
    if (reach.everything()) {
      return true;
    }
    return switch (over) {
      case PUBLIC, SIGNED_IN, OWN, SCHOOL, NAMES -> true;
      case INSTALLATION -> reach.school() == null;
      case STUDENT -> uuid(path).map(id -> reaches.covers(reach, new StudentId(id))).orElse(true);
      case NEED ->
          said("need", path, "planning.NeedDiagnosed", "student")
              .map(student -> reaches.covers(reach, StudentId.of(student)))
              .orElse(true);
      case SESSION ->
          said("session", path, "delivery.SessionScheduled", "audience")
              .map(structure -> reach.reaches(new StructureId(structure)))
              .orElse(true);
      case SURVEY ->
          said("survey", path, "evaluation.SurveyOpened", "school")
                  .map(of -> reach.reaches(new SchoolId(of)))
                  .orElse(true)
              && said("survey", path, "evaluation.SurveyOpened", "audienceClass")
                  .map(of -> !reach.students().isEmpty() || reach.reaches(new StructureId(of)))
                  .orElse(true); // whom of a family it asks is for the decision to say
      case ERASURE ->
          said("erasure", path, "privacy.ErasureRequested", "school")
              .map(of -> reach.reaches(new SchoolId(of)))
              .orElse(true);
      case CLASS -> anyClass(path, school, reach);
    };
  }

  /**
   * An identifier that is none, or of nothing, is left to the endpoint: it says what is missing.
   */
  private static Optional<UUID> uuid(Map<String, String> path) {
    return path.values().stream().findFirst().map(Targets::parsed);
  }

  private static @Nullable UUID parsed(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** From the log itself: read models may not have heard of it yet. */
  private Optional<String> said(String tag, Map<String, String> path, String type, String field) {
    return uuid(path)
        .flatMap(
            id ->
                jdbc.sql(
                        """
                        select e.payload ->> :field
                        from eventlog.event_tag t join eventlog.event e on e.position = t.position
                        where t.tag = :tag and e.type = :type limit 1
                        """)
                    .param("field", field)
                    .param("tag", tag + ':' + id)
                    .param("type", type)
                    .query(String.class)
                    .optional());
  }

  private boolean anyClass(Map<String, String> path, @Nullable String school, Reach reach) {
    List<StructureId> called =
        jdbc.sql("select id from planning.structure where kind = 'CLASS' and code = ?")
            .param(path.get("code"))
            .query((row, number) -> new StructureId(row.getString(1)))
            .list();
    Predicate<StructureId> meant =
        structure -> school == null || structure.school().uai().equals(school);
    return called.isEmpty() || called.stream().filter(meant).anyMatch(reach::reaches);
  }
}
