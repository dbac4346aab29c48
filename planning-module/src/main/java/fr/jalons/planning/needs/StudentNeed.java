package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A need of a student, as it was last described (S8). */
@Aspect(name = "needs", of = Tags.STUDENT, by = Tags.NEED)
@Shown(part = "plan", order = 30, template = "planning/needs")
public record StudentNeed(
    NeedId id,
    NeedArea area,
    String description,
    @Nullable String source,
    LocalDate diagnosedOn,
    @Nullable LocalDate refinedOn,
    @Nullable LocalDate closedOn,
    @Nullable String outcome)
    implements Dated {

  /** Needs described anew in the period. */
  static final Evidence REFINED =
      Evidence.over(
          "needs-refined",
          StudentNeed.class,
          (need, period) -> need.refinedOn != null && period.covers(need.refinedOn));

  @Override
  public @Nullable LocalDate day(ZoneId zone) {
    return closedOn;
  }

  /** Needs that call for support, and needs that no longer do. */
  public record OpenAndClosed(List<StudentNeed> open, List<StudentNeed> closed) {}

  static StudentNeed begin(NeedDiagnosed event) {
    return new StudentNeed(
        event.need(),
        event.area(),
        event.description(),
        event.source(),
        event.diagnosedOn(),
        null,
        null,
        null);
  }

  StudentNeed evolve(NeedRefined event) {
    return new StudentNeed(
        id,
        event.area(),
        event.description(),
        event.source(),
        diagnosedOn,
        event.refinedOn(),
        closedOn,
        outcome);
  }

  StudentNeed evolve(NeedClosed event) {
    return new StudentNeed(
        id, area, description, source, diagnosedOn, refinedOn, event.closedOn(), event.outcome());
  }

  static OpenAndClosed view(List<StudentNeed> needs) {
    return new OpenAndClosed(
        needs.stream().filter(need -> need.closedOn == null).toList(),
        needs.stream().filter(need -> need.closedOn != null).toList());
  }

  static List<Figure> figures(OpenAndClosed needs) {
    return List.of(
        Figure.count("needs-open", needs.open().size()),
        Figure.count("needs-closed", needs.closed().size()));
  }
}
