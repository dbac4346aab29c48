package fr.jalons.school.identity;

import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.Warning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pupils that are unknown to the school, and who left before its school year: no business of it.
 */
public final class Strangers {
  private Strangers() {}

  /** The roster without them; a warning stands for each. */
  public static Roster leftOut(Roster roster, People known) {
    Set<String> numbers = new HashSet<>();
    Set<String> national = new HashSet<>();
    for (People.Student student : known.students()) {
      if (student.externalId() != null) {
        numbers.add(student.externalId());
      }
      if (student.ine() != null) {
        national.add(student.ine());
      }
    }
    Set<String> gone = new HashSet<>();
    List<Warning> warnings = new ArrayList<>(roster.warnings());
    for (Roster.Student student : roster.students()) {
      LocalDate leftOn = student.leftOn();
      boolean isKnown =
          numbers.contains(student.externalId())
              || (student.ine() != null && national.contains(student.ine()));
      if (leftOn != null && leftOn.isBefore(roster.yearStart()) && !isKnown) {
        gone.add(student.externalId());
        warnings.add(student.place().warning("roster.left-before-known"));
      }
    }
    return gone.isEmpty() ? roster : roster.without(gone, warnings);
  }
}
