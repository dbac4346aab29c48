package fr.jalons.school.identity;

import fr.jalons.events.SchoolId;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.Warning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps erased students out of imports: SIECLE goes on listing students that Jalons has forgotten.
 * They are known again by fingerprints of their numbers, which do not tell who they were.
 */
@Component
public class Suppression {
  private final JdbcClient jdbc;
  private final Sealing sealing;

  Suppression(JdbcClient jdbc, Sealing sealing) {
    this.jdbc = jdbc;
    this.sealing = sealing;
  }

  /**
   * Remembers a student's numbers.
   *
   * @param returns whether a file that has the student present again is believed: after a retention
   *     period that has run out, but not after an erasure that somebody asked for
   */
  public void add(SchoolId school, @Nullable String number, @Nullable String ine, boolean returns) {
    for (String fingerprint : fingerprints(school, number, ine)) {
      jdbc.sql(
              """
              insert into identity.suppressed (school, fingerprint, returns) values (?, ?, ?)
              on conflict (school, fingerprint) do update set returns = excluded.returns
              """)
          .params(school.uai(), fingerprint, returns)
          .update();
    }
  }

  /** The roster without erased students and their families; a warning stands for each of them. */
  public Roster applied(Roster roster) {
    Map<String, Boolean> suppressed = suppressed(roster.school());
    if (suppressed.isEmpty()) {
      return roster;
    }
    Set<String> gone = new HashSet<>();
    List<Warning> warnings = new ArrayList<>(roster.warnings());
    for (Roster.Student student : roster.students()) {
      if (isErased(roster.school(), student, suppressed)) {
        gone.add(student.externalId());
        warnings.add(student.place().warning("roster.erased-student"));
      }
    }
    return gone.isEmpty() ? roster : roster.without(gone, warnings);
  }

  private boolean isErased(
      SchoolId school, Roster.Student student, Map<String, Boolean> suppressed) {
    return fingerprints(school, student.externalId(), student.ine()).stream()
        .map(suppressed::get)
        .anyMatch(returns -> returns != null && !(returns && student.leftOn() == null));
  }

  private Map<String, Boolean> suppressed(SchoolId school) {
    Map<String, Boolean> found = new HashMap<>();
    jdbc.sql("select fingerprint, returns from identity.suppressed where school = ?")
        .param(school.uai())
        .query(
            row -> {
              found.put(row.getString(1), row.getBoolean(2));
            });
    return found;
  }

  private List<String> fingerprints(
      SchoolId school, @Nullable String number, @Nullable String ine) {
    return Stream.concat(
            Stream.ofNullable(number).map(it -> number(school, it)),
            Stream.ofNullable(ine).map(it -> sealing.fingerprint("ine:" + school + ':' + it)))
        .toList();
  }

  private String number(SchoolId school, String number) {
    return sealing.fingerprint("student:" + school + ':' + number);
  }
}
