package fr.jalons.planning.interviews;

import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** An interview held with a student (S10). */
@Aspect(name = "interviews", of = Tags.STUDENT, by = Tags.INTERVIEW)
@Shown(part = "plan", order = 60, template = "planning/interviews")
public record StudentInterview(InterviewId id, LocalDate heldOn, String summary) implements Dated {
  @Override
  public LocalDate day(ZoneId zone) {
    return heldOn;
  }

  static StudentInterview begin(InterviewRecorded event) {
    return new StudentInterview(event.interview(), event.heldOn(), event.summary());
  }

  static List<Figure> figures(List<StudentInterview> interviews) {
    return List.of(Figure.count("interviews", interviews.size()));
  }
}
