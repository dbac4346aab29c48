package fr.jalons.planning.interviews;

import fr.jalons.events.InterviewEvent.InterviewKind;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** An interview held with a student (S10, S38). */
@Aspect(name = "interviews", version = 2, of = Tags.STUDENT, by = Tags.INTERVIEW)
@Shown(part = "plan", order = 60, template = "planning/interviews")
public record StudentInterview(InterviewId id, InterviewKind kind, LocalDate heldOn, String summary)
    implements Dated {

  /** Interviews held in the period ÷ students: how many each had, which may exceed 1. */
  static final Indicator PER_STUDENT =
      Indicator.over("S38", 1, StudentInterview.class, StudentInterview::perStudent);

  /** Interviews held in the period. */
  static final Evidence HELD =
      Evidence.over(
          "interviews", StudentInterview.class, (one, period) -> period.covers(one.heldOn));

  @Override
  public LocalDate day(ZoneId zone) {
    return heldOn;
  }

  static StudentInterview begin(InterviewRecorded event) {
    return new StudentInterview(event.interview(), event.kind(), event.heldOn(), event.summary());
  }

  static List<Figure> figures(List<StudentInterview> interviews) {
    return List.of(Figure.count("interviews", interviews.size()));
  }

  private static Ratio perStudent(List<StudentInterview> student, Period period) {
    return Ratio.of(student.stream().filter(one -> period.covers(one.heldOn)).count(), 1);
  }
}
