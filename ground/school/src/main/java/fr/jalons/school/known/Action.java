package fr.jalons.school.known;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.InScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sheet of an action; what came after it, {@link ActionStep} tells. */
@Aspect(name = "action-sheets", of = Tags.SCHOOL, by = Tags.RECORD)
public record Action(
    RecordId id,
    RecordScope scope,
    String title,
    @Nullable RecordId objective,
    @Nullable RecordId volet,
    Set<Nature> natures,
    List<String> disciplines,
    List<NeedId> needs,
    List<RecordId> strengths,
    List<String> competencies,
    List<RecordId> resources,
    List<TeacherId> leaders,
    @Nullable String expectedResult,
    @Nullable String addedValue,
    LocalDate plannedOn,
    LocalDate startsOn,
    @Nullable LocalDate endsOn)
    implements InScope {

  static Action begin(ActionPlanned event) {
    return new Action(
        event.action(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.title(),
        event.objective(),
        event.volet(),
        event.natures(),
        event.disciplines(),
        event.needs(),
        event.strengths(),
        event.competencies(),
        event.resources(),
        event.leaders(),
        event.expectedResult(),
        event.addedValue(),
        event.plannedOn(),
        event.startsOn(),
        event.endsOn());
  }
}
