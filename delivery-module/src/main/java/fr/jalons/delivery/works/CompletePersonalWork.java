package fr.jalons.delivery.works;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.PersonalWorkEvent.PersonalWorkAssigned;
import fr.jalons.events.PersonalWorkEvent.PersonalWorkCompleted;
import fr.jalons.events.PersonalWorkEvent.WorkHelp;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Named;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A student has done the work that they were given (S22, S41). Students say so themselves, too:
 * they do not reach the class that the work is of, so the rule looks at whose completion it is.
 *
 * @param completedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "CompletePersonalWork")
@Post("/api/personal-works/{work}/completions")
@Page(value = "/personal-works/{work}/completions", then = "/students/{student}")
@Allowed(who = Who.TEAM_AND_STUDENTS, over = Over.SCHOOL)
public record CompletePersonalWork(
    RecordId completion,
    RecordId work,
    @Named("studentId") @WithinReach @NotNull StudentId student,
    @Happened @Nullable LocalDate completedOn,
    @NotNull WorkHelp help,
    @Nullable @Min(1) @Max(4) Integer selfRating,
    @Nullable @Size(max = 500) String comment,
    @Nullable Correction correction) {

  List<PersonalWorkCompleted> decide(
      @By("completion") KnownRecord earlier,
      @By("work") KnownWork given,
      @By("student") KnownStudent known,
      LocalDate today) {
    PersonalWorkAssigned assigned = given.require();
    known.requireNotErased();
    LocalDate day = Objects.requireNonNullElse(completedOn, today);
    List<PersonalWorkCompleted> events =
        earlier.create(
            new PersonalWorkCompleted(
                completion,
                work,
                student,
                day,
                help,
                selfRating,
                comment,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("completedOn", "delivery.date-ahead");
    }
    if (!assigned.students().contains(student)) {
      throw Refusal.conflictOn("studentId", "delivery.work-of-others");
    }
    given.requireNotDoneBy(student, completion);
    if (day.isBefore(assigned.assignedOn())) {
      throw Refusal.invalid("completedOn", "delivery.done-before-given");
    }
    return events;
  }
}
