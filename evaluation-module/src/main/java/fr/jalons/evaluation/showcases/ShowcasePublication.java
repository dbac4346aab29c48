package fr.jalons.evaluation.showcases;

import fr.jalons.events.RecordId;
import fr.jalons.events.ShowcaseEvent.Outlet;
import fr.jalons.events.ShowcaseEvent.ShowcasePublished;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** That an action is shown in one place (S34). */
@Aspect(name = "showcase-publications", of = Tags.SCHOOL, by = Tags.RECORD)
public record ShowcasePublication(
    RecordId id, RecordId showcase, Outlet outlet, @Nullable String url, LocalDate publishedOn) {

  static ShowcasePublication begin(ShowcasePublished event) {
    return new ShowcasePublication(
        event.publication(), event.showcase(), event.outlet(), event.url(), event.publishedOn());
  }
}
