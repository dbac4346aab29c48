package fr.jalons.followup;

import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent.PositioningSubject;
import fr.jalons.followup.Facts.Need;
import fr.jalons.followup.Facts.Session;
import fr.jalons.followup.Facts.SessionStatus;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of the grid for a class.
 *
 * @param code row of the grid
 * @param value numerator ÷ denominator; null (∅) if the denominator is 0
 * @param formula what is divided by what
 * @param version version of the formula
 */
public record Indicator(
    String code,
    @Nullable Double value,
    long numerator,
    long denominator,
    String formula,
    String version) {

  private static Indicator of(String code, long numerator, long denominator, String formula) {
    return of(code, numerator, denominator, formula, "1");
  }

  private static Indicator of(
      String code, long numerator, long denominator, String formula, String version) {
    return new Indicator(
        code, Ratio.of(numerator, denominator), numerator, denominator, formula, version);
  }

  static List<Indicator> all(Collection<StudentView> students, ClassFollowUp group) {
    return List.of(
        needsCovered(students),
        positioned(students),
        sharedAssessment(students),
        turnout(group),
        attendance(students));
  }

  /** S8: until actions exist, a need is covered by a session that names it. */
  private static Indicator needsCovered(Collection<StudentView> students) {
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
    return of("S8", covered, open, "besoins ouverts visés par une séance ÷ besoins ouverts");
  }

  private static Indicator positioned(Collection<StudentView> students) {
    long complete =
        students.stream()
            .filter(
                s ->
                    !s.interviews().isEmpty()
                        && took(s, PositioningSubject.FRENCH)
                        && took(s, PositioningSubject.MATHEMATICS))
            .count();
    return of(
        "S10",
        complete,
        students.size(),
        "élèves positionnés en français et en mathématiques et reçus en entretien ÷ élèves inscrits");
  }

  private static boolean took(StudentView student, PositioningSubject subject) {
    return student.positionings().stream().anyMatch(test -> test.subject() == subject);
  }

  /** S11: a pair (student, competency) is targeted once it was worked on or assessed. */
  private static Indicator sharedAssessment(Collection<StudentView> students) {
    long targeted = 0;
    long shared = 0;
    for (StudentView student : students) {
      Set<String> competencies = new HashSet<>();
      student.sessions().list().stream()
          .filter(session -> session.status() == SessionStatus.HELD)
          .map(Session::competencies)
          .forEach(competencies::addAll);
      student.competencies().forEach(c -> competencies.add(c.competency()));
      targeted += competencies.size();
      shared += student.competencies().stream().filter(c -> c.disciplines().size() >= 2).count();
    }
    return of(
        "S11",
        shared,
        targeted,
        "couples élève–compétence évalués par au moins deux disciplines ÷ couples visés");
  }

  /** S32: answers to an anonymous survey count once it is closed. */
  private static Indicator turnout(ClassFollowUp group) {
    long invited = group.surveys().values().stream().mapToLong(s -> s.invited()).sum();
    long answers = group.surveys().values().stream().mapToLong(s -> s.answers()).sum();
    return of(
        "S32",
        answers,
        invited,
        "réponses ÷ personnes invitées, enquêtes de la classe (anonymes : réponses comptées à la clôture)",
        "2");
  }

  private static Indicator attendance(Collection<StudentView> students) {
    return of(
        "S42",
        students.stream().mapToLong(s -> s.sessions().minutesPresent()).sum(),
        students.stream().mapToLong(s -> s.sessions().minutesExpected()).sum(),
        "minutes de présence ÷ minutes attendues, hors PFMP");
  }
}
