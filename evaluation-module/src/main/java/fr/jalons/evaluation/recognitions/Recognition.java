package fr.jalons.evaluation.recognitions;

import fr.jalons.events.RecognitionEvent.RecognitionAwarded;
import fr.jalons.events.RecognitionEvent.RecognitionKind;
import fr.jalons.events.RecordId;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a student was recognised for (S25). */
@Aspect(name = "recognitions", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "check", order = 20, template = "evaluation/recognitions")
public record Recognition(
    RecordId id,
    RecognitionKind kind,
    String title,
    @Nullable String criterion,
    @Nullable String competency,
    List<UUID> evidence,
    LocalDate awardedOn)
    implements Dated {

  /** Students with a recognition in the period ÷ students. */
  static final Indicator RECOGNISED =
      Indicator.over("S25", 1, Recognition.class, Recognition::recognised);

  /** Recognitions of the period. */
  static final Evidence AWARDED =
      Evidence.over(
          "recognitions", Recognition.class, (one, period) -> period.covers(one.awardedOn));

  /** Students who got one. */
  static final Evidence STUDENTS =
      Evidence.within(
              "students-recognised",
              Recognition.class,
              Set.of(),
              (student, period) ->
                  student.all(Recognition.class).stream()
                      .filter(one -> period.covers(one.awardedOn))
                      .map(one -> student.subject()))
          .different();

  @Override
  public LocalDate day(ZoneId zone) {
    return awardedOn;
  }

  static Recognition begin(RecognitionAwarded event) {
    return new Recognition(
        event.recognition(),
        event.kind(),
        event.title(),
        event.criterion(),
        event.competency(),
        event.evidence(),
        event.awardedOn());
  }

  static List<Figure> figures(List<Recognition> recognitions) {
    return List.of(Figure.count("recognitions", recognitions.size()));
  }

  private static Ratio recognised(List<Recognition> student, Period period) {
    return Ratio.one(student.stream().anyMatch(one -> period.covers(one.awardedOn)));
  }
}
