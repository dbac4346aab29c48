package fr.jalons.delivery.resources;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.ResourceEvent.ResourceCatalogued;
import fr.jalons.events.ResourceEvent.ResourceProvider;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.Titles;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** A resource is put into the catalogue (S21). Each address stands there once. */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "CatalogueResource")
@Post("/api/resources")
@Page(value = "/resources/new", then = "/resources")
@Allowed(who = Who.STAFF_WRITING, over = Over.SCHOOL)
public record CatalogueResource(
    RecordId resource,
    ThisSchool school,
    @NotBlank @Size(max = 200) String title,
    @NotBlank @Size(max = 500) @Pattern(regexp = "https://.+") String url,
    @NotNull ResourceProvider provider,
    @Size(max = 50) List<@NotNull Nature> natures,
    @Nullable Correction correction) {

  /** The addresses in a school's catalogue. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Catalogue(Titles addresses) {
    Catalogue() {
      this(Titles.NONE);
    }

    Catalogue evolve(ResourceCatalogued event) {
      return new Catalogue(addresses.with(event.resource(), event.url()));
    }

    Catalogue evolve(RecordWithdrawn event) {
      return new Catalogue(addresses.without(event.record()));
    }

    Catalogue evolve(RecordEnded event) {
      return new Catalogue(addresses.until(event.record(), event.endedOn()));
    }
  }

  List<ResourceCatalogued> decide(
      @By("resource") KnownRecord earlier, @By("school.id") Catalogue others, LocalDate today) {
    List<ResourceCatalogued> events =
        earlier.create(
            new ResourceCatalogued(
                resource,
                school.id(),
                title,
                url,
                provider,
                natures.stream()
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Nature.class))),
                Correction.reason(correction)),
            correction);
    if (!events.isEmpty() && others.addresses.has(url, resource, today)) {
      throw Refusal.conflictOn("url", "delivery.resource-known");
    }
    return events;
  }
}
