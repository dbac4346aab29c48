package fr.jalons.delivery.portfolio;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.PortfolioEvent.PortfolioItemAdded;
import fr.jalons.events.PortfolioEvent.PortfolioItemKind;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownCompetency;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Something is put into a student's portfolio (S26): by its address, for files stay where the
 * school keeps them.
 *
 * @param addedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "AddPortfolioItem")
@Post("/api/students/{student}/portfolio-items")
@Page(value = "/students/{student}/portfolio-items", then = "/students/{student}")
@Allowed(who = Who.TEAM_AND_STUDENTS, over = Over.STUDENT)
public record AddPortfolioItem(
    RecordId item,
    StudentId student,
    @NotNull PortfolioItemKind kind,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 500) @Pattern(regexp = "https?://.+") String url,
    @Nullable @Size(max = 40) String competency,
    @Happened @Nullable LocalDate addedOn,
    @Nullable Correction correction) {

  List<PortfolioItemAdded> decide(
      @By("item") KnownRecord earlier, KnownStudent known, Models models, LocalDate today) {
    known.requireKnown("delivery.student-unknown");
    LocalDate day = Objects.requireNonNullElse(addedOn, today);
    if (day.isAfter(today)) {
      throw Refusal.invalid("addedOn", "delivery.date-ahead");
    }
    KnownCompetency.require(competency, models, "competency");
    return earlier.create(
        new PortfolioItemAdded(
            item, student, kind, title, url, competency, day, Correction.reason(correction)),
        correction);
  }
}
