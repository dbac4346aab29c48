package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Happened;
import fr.jalons.marks.IfMatch;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A teacher describes a need more precisely, after an interview or a test (S10). What is left out
 * stays as it was; without a day, it is today.
 *
 * @param version the version it is based on, or null for any
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RefineNeed")
@Post("/api/needs/{need}/refinements")
@Page(value = "/needs/{need}/refinements", then = "/needs/{need}")
@Allowed(who = Who.TEAM, over = Over.NEED)
public record RefineNeed(
    NeedId need,
    @Nullable NeedArea area,
    @NotBlank @Size(max = 2000) String description,
    @Nullable @Size(max = 200) String source,
    @Happened @Nullable LocalDate refinedOn,
    @IfMatch @Nullable Integer version) {

  List<NeedRefined> decide(KnownNeed described, LocalDate today) {
    KnownNeed.Described known = described.open(version);
    NeedArea newArea = Objects.requireNonNullElse(area, known.area());
    String newSource = source == null ? known.source() : source;
    LocalDate day = Objects.requireNonNullElse(refinedOn, today);
    if (newArea == known.area()
        && description.equals(known.description())
        && Objects.equals(newSource, known.source())) {
      return List.of();
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("refinedOn", "planning.date-ahead");
    }
    if (day.isBefore(known.since())) {
      throw Refusal.invalid("refinedOn", "planning.refined-before-described");
    }
    return List.of(new NeedRefined(need, known.student(), newArea, description, newSource, day));
  }
}
