package fr.jalons.evaluation.livret;

import fr.jalons.events.LivretEvent.LivretTerm;
import fr.jalons.events.LivretEvent.LivretTextWritten;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** What the livret says of a student in a term (S12). */
@Aspect(name = "livretTexts", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "check", order = 70, template = "evaluation/livret")
public record LivretText(RecordId id, int year, LivretTerm term, String body, LocalDate writtenOn) {

  /** Students with a text written in the period ÷ students. */
  static final Indicator WRITTEN = Indicator.over("S12", 1, LivretText.class, LivretText::written);

  /** Texts written in the period. */
  static final Evidence TEXTS =
      Evidence.over(
          "livret-texts", LivretText.class, (text, period) -> period.covers(text.writtenOn));

  static LivretText begin(LivretTextWritten event) {
    return new LivretText(
        event.text(), event.year(), event.term(), event.body(), event.writtenOn());
  }

  /** The latest year and term first. */
  static List<LivretText> view(List<LivretText> texts) {
    return texts.stream()
        .sorted(Comparator.comparing(LivretText::year).thenComparing(LivretText::term).reversed())
        .toList();
  }

  static List<Figure> figures(List<LivretText> texts) {
    return List.of(Figure.count("livret-texts", texts.size()).asDetail());
  }

  private static Ratio written(List<LivretText> student, Period period) {
    return Ratio.one(student.stream().anyMatch(one -> period.covers(one.writtenOn)));
  }
}
