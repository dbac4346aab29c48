package fr.jalons.evaluation.reviews;

import fr.jalons.events.RecordId;
import fr.jalons.events.ReviewEvent.StrengthRecorded;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.NamedByAction;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a student is good at (S29). */
@Aspect(name = "strengths", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "check", order = 10, template = "evaluation/strengths")
public record StudentStrength(
    RecordId id, String text, @Nullable String competency, LocalDate recordedOn) implements Dated {

  /** Strengths noted in the period. */
  static final Evidence NOTED =
      Evidence.over(
          "strengths", StudentStrength.class, (one, period) -> period.covers(one.recordedOn));

  /** Those that an action builds on. */
  static final Evidence BUILT_ON =
      Evidence.within(
          "strengths-reused",
          StudentStrength.class,
          Set.of(NamedByAction.class),
          StudentStrength::builtOn);

  @Override
  public LocalDate day(ZoneId zone) {
    return recordedOn;
  }

  static StudentStrength begin(StrengthRecorded event) {
    return new StudentStrength(
        event.strength(), event.text(), event.competency(), event.recordedOn());
  }

  /**
   * A strength as readers get it.
   *
   * @param reusedIn the actions that build on it
   */
  public record Reused(
      RecordId id,
      String text,
      @Nullable String competency,
      LocalDate recordedOn,
      List<RecordId> reusedIn) {}

  static List<Reused> view(List<StudentStrength> strengths, Aspects student) {
    return strengths.stream()
        .map(
            one ->
                new Reused(
                    one.id,
                    one.text,
                    one.competency,
                    one.recordedOn,
                    NamedByAction.naming(one.id, student)))
        .toList();
  }

  private static Stream<StudentStrength> builtOn(Aspects student, Period period) {
    Set<RecordId> named = NamedByAction.strengths(student);
    return student.all(StudentStrength.class).stream()
        .filter(one -> period.covers(one.recordedOn) && named.contains(one.id));
  }

  static List<Figure> figures(List<Reused> strengths) {
    return List.of(Figure.count("strengths", strengths.size()));
  }
}
