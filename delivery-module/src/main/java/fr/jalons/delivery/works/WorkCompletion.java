package fr.jalons.delivery.works;

import fr.jalons.events.PersonalWorkEvent.PersonalWorkCompleted;
import fr.jalons.events.PersonalWorkEvent.WorkHelp;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That a student has done a work (S22). */
@Aspect(name = "work-completions", of = Tags.STUDENT, by = Tags.RECORD)
public record WorkCompletion(
    RecordId id,
    RecordId work,
    LocalDate completedOn,
    WorkHelp help,
    @Nullable Integer selfRating,
    @Nullable String comment) {

  /** Works of the period that were done without help ÷ works done. */
  static final Indicator ALONE =
      Indicator.over("S22", 1, WorkCompletion.class, WorkCompletion::alone);

  /** Works done in the period. */
  static final Evidence DONE =
      Evidence.over(
          "works-done", WorkCompletion.class, (one, period) -> period.covers(one.completedOn));

  /** Those done without help. */
  static final Evidence UNAIDED =
      Evidence.over(
          "works-unaided",
          WorkCompletion.class,
          (one, period) -> one.help == WorkHelp.NONE && period.covers(one.completedOn));

  static WorkCompletion begin(PersonalWorkCompleted event) {
    return new WorkCompletion(
        event.completion(),
        event.work(),
        event.completedOn(),
        event.help(),
        event.selfRating(),
        event.comment());
  }

  private static Ratio alone(List<WorkCompletion> student, Period period) {
    List<WorkCompletion> done =
        student.stream().filter(one -> period.covers(one.completedOn)).toList();
    return Ratio.of(done.stream().filter(one -> one.help == WorkHelp.NONE).count(), done.size());
  }
}
