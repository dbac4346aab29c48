package fr.jalons.delivery.actions;

import fr.jalons.delivery.actions.ActionSheet.ActionStatus;
import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.aspects.Withdrawn;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionCourse;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That an action was planned or adapted for a need or strength of a student (S37). The action
 * itself belongs to its school: what becomes of it, {@link ActionCourse} tells.
 *
 * @param action the one that is meant
 */
@Aspect(name = "actions", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "do", order = 35, template = "delivery/student-actions")
record StudentAction(RecordId id, RecordId action, SchoolId school) {

  /**
   * An action for a student.
   *
   * @param needs those of the student: the needs of others are no part of a student's follow-up
   * @param strengths those of the student that it builds on
   */
  public record Own(
      RecordId id,
      String title,
      Set<Nature> natures,
      List<NeedId> needs,
      List<RecordId> strengths,
      LocalDate startsOn,
      @Nullable LocalDate endsOn,
      ActionStatus status) {}

  static StudentAction begin(ActionPlanned event) {
    return new StudentAction(event.action(), event.action(), event.school());
  }

  static StudentAction begin(ActionAdapted event) {
    return new StudentAction(event.adaptation(), event.action(), event.school());
  }

  static List<Own> view(List<StudentAction> entries, Aspects student) {
    Set<RecordId> named = entries.stream().map(StudentAction::action).collect(Collectors.toSet());
    return entries.stream()
        .map(StudentAction::school)
        .distinct()
        .flatMap(school -> ActionCourse.all(school, student).stream())
        .filter(course -> named.contains(course.sheet().id()))
        .flatMap(course -> own(course, student))
        .toList();
  }

  /** None where nothing of the student is named any more. */
  private static Stream<Own> own(ActionCourse course, Aspects student) {
    Action sheet = course.sheet();
    List<NeedId> needs =
        course.namings().keySet().stream()
            .filter(need -> student.has(Tags.NEED, need.toString()))
            .sorted((one, other) -> one.value().compareTo(other.value()))
            .toList();
    List<RecordId> strengths =
        course.strengths().stream()
            .filter(strength -> student.has(Tags.RECORD, strength.toString()))
            .sorted((one, other) -> one.value().compareTo(other.value()))
            .toList();
    if (needs.isEmpty() && strengths.isEmpty()) {
      return Stream.of();
    }
    return Stream.of(
        new Own(
            sheet.id(),
            sheet.title(),
            sheet.natures(),
            needs,
            strengths,
            sheet.startsOn(),
            sheet.endsOn(),
            course.closure() == null ? ActionStatus.OPEN : ActionStatus.CLOSED));
  }

  /** Actions that were taken back; an adaptation that was, is no action. */
  static List<Withdrawn> withdrawn(Aspects student) {
    Set<Object> named =
        student.withdrawn(StudentAction.class).stream()
            .map(gone -> ((StudentAction) gone.entry()).action)
            .collect(Collectors.toSet());
    return student.withdrawn(StudentAction.class).stream()
        .map(gone -> ((StudentAction) gone.entry()).school)
        .distinct()
        .flatMap(school -> student.another(school, Action.class).withdrawn(Action.class).stream())
        .filter(gone -> gone.entry() instanceof Action sheet && named.contains(sheet.id()))
        .toList();
  }

  static List<Figure> figures(List<Own> actions) {
    return List.of(
        Figure.count(
            "actions",
            actions.stream().filter(action -> action.status() == ActionStatus.OPEN).count()));
  }
}
