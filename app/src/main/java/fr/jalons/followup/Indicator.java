package fr.jalons.followup;

import fr.jalons.events.NeedId;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.followup.Facts.Need;
import fr.jalons.followup.Facts.Session;
import fr.jalons.followup.Facts.SessionStatus;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of the grid for a class.
 *
 * @param code row of the grid
 * @param value numerator ÷ denominator; null (∅) if the denominator is 0, or if it is withheld
 * @param numerator null if it is withheld, as is the denominator
 * @param withheld whether too few students stand behind it for a reader who sees figures only
 * @param formula what is divided by what
 * @param version version of the formula
 */
public record Indicator(
    String code,
    @Nullable Double value,
    @Nullable Long numerator,
    @Nullable Long denominator,
    boolean withheld,
    String formula,
    String version) {

  /**
   * What was counted.
   *
   * @param people how many stand behind the denominator
   */
  private record Counted(
      String code, long numerator, long denominator, long people, String formula, String version) {

    Indicator asShown(long least) {
      return people > 0 && people < least
          ? withheld()
          : new Indicator(
              code,
              Ratio.of(numerator, denominator),
              numerator,
              denominator,
              false,
              formula,
              version);
    }

    Indicator withheld() {
      return new Indicator(code, null, null, null, true, formula, version);
    }
  }

  /**
   * All indicators of a class.
   *
   * @param least how many students a figure must stand for to be shown; 0 for those who may see
   *     these students one by one
   */
  static List<Indicator> all(Collection<StudentView> students, ClassFollowUp group, long least) {
    return Stream.of(
            needsCovered(students),
            positioned(students),
            sharedAssessment(students),
            turnout(group),
            attendance(students))
        .map(counted -> students.size() < least ? counted.withheld() : counted.asShown(least))
        .toList();
  }

  /** S8: until actions exist, a need is covered by a session that names it. */
  private static Counted needsCovered(Collection<StudentView> students) {
    long open = students.stream().mapToLong(s -> s.needs().open().size()).sum();
    long covered =
        students.stream()
            .mapToLong(
                s -> {
                  Set<NeedId> targeted = new HashSet<>();
                  s.sessions().list().stream()
                      .filter(session -> session.status() != SessionStatus.CANCELLED)
                      .forEach(session -> targeted.addAll(session.needs()));
                  return s.needs().open().stream().map(Need::id).filter(targeted::contains).count();
                })
            .sum();
    return new Counted(
        "S8",
        covered,
        open,
        students.stream().filter(s -> !s.needs().open().isEmpty()).count(),
        "besoins ouverts visés par une séance ÷ besoins ouverts",
        "1");
  }

  private static Counted positioned(Collection<StudentView> students) {
    long complete =
        students.stream()
            .filter(
                s ->
                    !s.interviews().isEmpty()
                        && took(s, PositioningSubject.FRENCH)
                        && took(s, PositioningSubject.MATHEMATICS))
            .count();
    return new Counted(
        "S10",
        complete,
        students.size(),
        students.size(),
        "élèves positionnés en français et en mathématiques et reçus en entretien ÷ élèves inscrits",
        "1");
  }

  private static boolean took(StudentView student, PositioningSubject subject) {
    return student.positionings().stream().anyMatch(test -> test.subject() == subject);
  }

  /**
   * S11: a pair (student, competency) is targeted once it was worked on or assessed. Since version
   * 2, spellings of one discipline are one.
   */
  private static Counted sharedAssessment(Collection<StudentView> students) {
    long targeted = 0;
    long shared = 0;
    long people = 0;
    for (StudentView student : students) {
      Set<String> competencies = new HashSet<>();
      student.sessions().list().stream()
          .filter(session -> session.status() == SessionStatus.HELD)
          .map(Session::competencies)
          .forEach(competencies::addAll);
      student.competencies().forEach(c -> competencies.add(c.competency()));
      targeted += competencies.size();
      people += competencies.isEmpty() ? 0 : 1;
      shared += student.competencies().stream().filter(c -> c.disciplines().size() >= 2).count();
    }
    return new Counted(
        "S11",
        shared,
        targeted,
        people,
        "couples élève–compétence évalués par au moins deux disciplines ÷ couples visés",
        "2");
  }

  /** S32: answers to an anonymous survey count once it is closed. */
  private static Counted turnout(ClassFollowUp group) {
    long invited = group.surveys().values().stream().mapToLong(s -> s.invited()).sum();
    long answers = group.surveys().values().stream().mapToLong(s -> s.answers()).sum();
    return new Counted(
        "S32",
        answers,
        invited,
        invited,
        "réponses ÷ personnes invitées, enquêtes de la classe (anonymes : réponses comptées à la clôture)",
        "2");
  }

  private static Counted attendance(Collection<StudentView> students) {
    return new Counted(
        "S42",
        students.stream().mapToLong(s -> s.sessions().minutesPresent()).sum(),
        students.stream().mapToLong(s -> s.sessions().minutesExpected()).sum(),
        students.stream().filter(s -> s.sessions().minutesExpected() > 0).count(),
        "minutes de présence ÷ minutes attendues, hors PFMP",
        "1");
  }
}
