package fr.jalons.evaluation.showcases;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.ShowcaseEvent.Outlet;
import fr.jalons.events.ShowcaseEvent.ShowcaseNominated;
import fr.jalons.events.ShowcaseEvent.ShowcasePublished;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A proposed action is shown in one of the places it was proposed for (S34). Nobody is shown
 * without written consent.
 *
 * @param publishedOn today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "PublishShowcase")
@Post("/api/showcases/{showcase}/publications")
@Page(value = "/showcases/{showcase}/publications", then = "/showcases")
@Allowed(who = Who.DIRECTION, over = Over.RECORD)
public record PublishShowcase(
    RecordId publication,
    RecordId showcase,
    @NotNull Outlet outlet,
    @Nullable @Size(max = 500) @Pattern(regexp = "https?://.+") String url,
    @NotNull boolean showsStudents,
    @NotNull boolean consentsHeld,
    @Happened @Nullable LocalDate publishedOn,
    @Nullable Correction correction) {

  List<ShowcasePublished> decide(
      @By("publication") KnownRecord earlier,
      @By("showcase") KnownShowcase known,
      LocalDate today) {
    ShowcaseNominated nominated = known.require();
    LocalDate day = Objects.requireNonNullElse(publishedOn, today);
    List<ShowcasePublished> events =
        earlier.create(
            new ShowcasePublished(
                publication,
                showcase,
                nominated.school(),
                nominated.structure(),
                nominated.track(),
                outlet,
                url,
                showsStudents,
                consentsHeld,
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("publishedOn", "evaluation.date-ahead");
    }
    if (!nominated.outlets().contains(outlet)) {
      throw Refusal.conflictOn("outlet", "evaluation.outlet-not-proposed");
    }
    if (known.isElsewhereIn(outlet, publication)) {
      throw Refusal.conflictOn("outlet", "evaluation.outlet-published");
    }
    if (showsStudents && !consentsHeld) {
      throw Refusal.conflictOn("consentsHeld", "evaluation.consents-needed");
    }
    if (outlet != Outlet.SCHOOL && url == null) {
      throw Refusal.invalid("url", "evaluation.url-needed");
    }
    return events;
  }
}
