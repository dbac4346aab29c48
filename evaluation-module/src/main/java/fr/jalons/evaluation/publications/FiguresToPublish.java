package fr.jalons.evaluation.publications;

import fr.jalons.events.PublicationEvent.Figure;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.SchoolId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures what is to be published, by all that has been recorded. */
public interface FiguresToPublish {

  /**
   * What was measured.
   *
   * @param position of the log that it stands at
   * @param figures those that say too much about somebody are suppressed
   */
  record Measured(LocalDate from, LocalDate until, long position, List<Figure> figures) {}

  /**
   * Measures indicators of a school, its tracks and its classes.
   *
   * @param indicators their codes
   * @param scales of which scopes
   * @param from first day; null for the first of the school year
   * @param until last day; null for today
   * @throws fr.jalons.platform.refusal.Refusal 400 on {@code indicators[i]} if there is no such
   *     indicator
   */
  Measured measure(
      SchoolId school,
      List<String> indicators,
      Collection<Scale> scales,
      @Nullable LocalDate from,
      @Nullable LocalDate until);
}
