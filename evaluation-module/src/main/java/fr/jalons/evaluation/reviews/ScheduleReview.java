package fr.jalons.evaluation.reviews;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ReviewEvent.ReviewKind;
import fr.jalons.events.ReviewEvent.ReviewScheduled;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.KnownStructure;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** Each student of a class or group is to be reviewed between two days (S28). */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "ScheduleReview")
@Post("/api/reviews")
@Page(value = "/reviews/new", then = "/plan")
@Allowed(who = Who.LEADS, over = Over.SCHOOL)
public record ScheduleReview(
    RecordId review,
    RecordScope scope,
    @NotNull ReviewKind kind,
    @NotBlank @Size(max = 200) String title,
    @NotNull LocalDate opensOn,
    @NotNull LocalDate dueOn,
    @Nullable Correction correction) {

  List<ReviewScheduled> decide(
      @By("review") KnownRecord earlier,
      @By("scope.structure") @Nullable KnownStructure group,
      LocalDate today) {
    StructureId structure = scope.structure();
    if (structure == null || group == null) {
      throw Refusal.invalid("scope", "evaluation.class-or-group");
    }
    Set<StudentId> students = new LinkedHashSet<>();
    if (earlier.latest() instanceof ReviewScheduled before) {
      students.addAll(before.students());
    }
    if (students.isEmpty() || correction != null) {
      students.addAll(group.membersOn(opensOn.isAfter(today) ? today : opensOn));
    }
    List<ReviewScheduled> scheduled =
        earlier.create(
            new ReviewScheduled(
                review,
                structure,
                scope.school(),
                List.copyOf(students),
                kind,
                title,
                opensOn,
                dueOn,
                Correction.reason(correction)),
            correction);
    if (!scheduled.isEmpty() && dueOn.isBefore(opensOn)) {
      throw Refusal.invalid("dueOn", "evaluation.due-before-open");
    }
    if (students.isEmpty()) {
      throw Refusal.conflictOn("scope", "evaluation.scope-without-students");
    }
    return scheduled;
  }
}
