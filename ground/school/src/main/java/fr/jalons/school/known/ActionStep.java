package fr.jalons.school.known;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.ActionEvent.ActionClosed;
import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action was adapted, or closed.
 *
 * @param outcome of a closure; null for an adaptation
 */
@Aspect(name = "action-steps", of = Tags.SCHOOL, by = Tags.RECORD)
public record ActionStep(
    RecordId id,
    RecordId action,
    LocalDate on,
    List<NeedId> needs,
    List<RecordId> strengths,
    @Nullable String reason,
    @Nullable ActionOutcome outcome,
    @Nullable String review) {

  static ActionStep begin(ActionAdapted event) {
    return new ActionStep(
        event.adaptation(),
        event.action(),
        event.adaptedOn(),
        event.needs(),
        event.strengths(),
        event.reason(),
        null,
        null);
  }

  static ActionStep begin(ActionClosed event) {
    return new ActionStep(
        event.closure(),
        event.action(),
        event.closedOn(),
        List.of(),
        List.of(),
        null,
        event.outcome(),
        event.review());
  }
}
