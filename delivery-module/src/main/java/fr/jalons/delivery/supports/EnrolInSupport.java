package fr.jalons.delivery.supports;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SupportEvent.SupportEnrolled;
import fr.jalons.events.SupportEvent.SupportKind;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import fr.jalons.school.known.Standing;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A student gets support outside the classroom (S23): one of a kind at a time.
 *
 * @param until its last day, if that is known
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "EnrolInSupport")
@Post("/api/students/{student}/supports")
@Page(value = "/students/{student}/supports", then = "/students/{student}")
@Allowed(who = Who.TEAM, over = Over.STUDENT)
public record EnrolInSupport(
    RecordId enrolment,
    StudentId student,
    @NotNull SupportKind kind,
    @OfKind("PARTNER") @Nullable RecordId partner,
    @Size(max = 200) List<@NotNull NeedId> needs,
    @NotNull LocalDate from,
    @Nullable LocalDate until,
    @Nullable Correction correction) {

  /** Where the student gets support, and until when. */
  @DecisionModel(tag = Tags.STUDENT)
  record Supports(Standing<SupportEnrolled> standing, Map<UUID, LocalDate> ended) {
    Supports() {
      this(new Standing<>(), Map.of());
    }

    Supports evolve(SupportEnrolled event) {
      return new Supports(standing.with(event), ended);
    }

    Supports evolve(RecordWithdrawn event) {
      return new Supports(standing.without(event.record()), ended);
    }

    Supports evolve(RecordEnded event) {
      Map<UUID, LocalDate> more = new HashMap<>(ended);
      more.put(event.record(), event.endedOn());
      return new Supports(standing, Map.copyOf(more));
    }

    boolean overlap(SupportEnrolled wanted) {
      return standing.hasAnother(
          wanted,
          other ->
              other.kind() == wanted.kind()
                  && lasts(other, wanted.from())
                  && lasts(wanted, other.from()));
    }

    /** Whether it goes on until a day or beyond. */
    private boolean lasts(SupportEnrolled support, LocalDate day) {
      LocalDate end = ended.get(support.enrolment().value());
      LocalDate until = support.until();
      return (end == null || day.isBefore(end)) && (until == null || !day.isAfter(until));
    }
  }

  List<SupportEnrolled> decide(
      @By("enrolment") KnownRecord earlier,
      KnownStudent known,
      Supports supports,
      @By("partner") @Nullable KnownRecord giver,
      @By("needs") List<OwnNeed> answered,
      LocalDate today) {
    known.requireKnown("delivery.student-unknown");
    SupportEnrolled wanted =
        new SupportEnrolled(
            enrolment,
            student,
            kind,
            partner,
            needs.stream().distinct().toList(),
            from,
            until,
            Correction.reason(correction));
    List<SupportEnrolled> enrolled = earlier.create(wanted, correction);
    if (enrolled.isEmpty()) {
      return enrolled;
    }
    if (until != null && until.isBefore(from)) {
      throw Refusal.invalid("until", "delivery.dates-reversed");
    }
    if (giver != null) {
      giver.requireNamed("partner", "PARTNER", today);
    }
    for (int i = 0; i < answered.size(); i++) {
      answered.get(i).requireOpenOf(student, "needs[" + i + "]");
    }
    if (supports.overlap(wanted)) {
      throw Refusal.conflictOn("kind", "delivery.support-twice");
    }
    return enrolled;
  }
}
