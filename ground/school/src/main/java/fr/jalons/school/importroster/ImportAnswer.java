package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.roster.Warning;
import java.util.List;

/** What the secretary is told of an import. */
public record ImportAnswer(
    School school,
    int classes,
    int groups,
    Students students,
    int guardians,
    int teachers,
    List<Conflicts.Open> conflicts,
    List<String> warnings) {

  /** Which school, in which school year. */
  public record School(String uai, int year) {}

  /** How many students are new, known but changed, gone, or as they were. */
  public record Students(int created, int updated, int left, int unchanged) {}

  /** As the log tells it: the same whenever the same import is asked for again. */
  static ImportAnswer of(RosterImported event, List<Conflicts.Open> conflicts, Messages messages) {
    return new ImportAnswer(
        new School(event.school().uai(), event.year()),
        event.classes(),
        event.groups(),
        new Students(event.created(), event.updated(), event.left(), event.unchanged()),
        event.guardians(),
        event.teachers(),
        conflicts,
        sentences(event.warnings(), messages));
  }

  /** Of an import that changed nothing the log says nothing. */
  static ImportAnswer unchanged(
      SchoolId school, RosterById roster, List<Conflicts.Open> conflicts, Messages messages) {
    return new ImportAnswer(
        new School(school.uai(), roster.year()),
        roster.count(Kind.CLASS),
        roster.count(Kind.GROUP),
        new Students(0, 0, 0, roster.students().size()),
        roster.guardians(),
        roster.teachers().size(),
        conflicts,
        sentences(roster.warnings(), messages));
  }

  private static List<String> sentences(List<String> warnings, Messages messages) {
    return warnings.stream()
        .map(Warning::parse)
        .map(
            warning -> {
              String what = messages.of(warning.key(), warning.args().toArray());
              return warning.line() == 0
                  ? what
                  : messages.of(
                      "roster.warning",
                      warning.source().root(),
                      Integer.toString(warning.line()),
                      what);
            })
        .toList();
  }
}
