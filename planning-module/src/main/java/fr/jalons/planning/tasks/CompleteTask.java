package fr.jalons.planning.tasks;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.TaskEvent.TaskAssigned;
import fr.jalons.events.TaskEvent.TaskCompleted;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownAnswers;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A task is done, a milestone reached, a communication sent (S7, S30, S33).
 *
 * @param completedOn today if it is left out
 * @param url where to find what came of it
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "CompleteTask")
@Post("/api/tasks/{task}/completions")
@Page(value = "/tasks/{task}/completions", then = "/plan")
@Allowed(who = Who.STAFF_WRITING, over = Over.RECORD)
public record CompleteTask(
    RecordId completion,
    RecordId task,
    @Happened @Nullable LocalDate completedOn,
    @Nullable @Size(max = 2000) String note,
    @Nullable @Size(max = 500) String url,
    @Nullable Correction correction) {

  List<TaskCompleted> decide(
      @By("completion") KnownRecord earlier,
      @By("task") KnownRecord known,
      @By("task") KnownAnswers answers,
      LocalDate today) {
    TaskAssigned assigned = known.parent(TaskAssigned.class, today, correction);
    LocalDate day = Objects.requireNonNullElse(completedOn, today);
    List<TaskCompleted> events =
        earlier.create(
            new TaskCompleted(
                completion,
                task,
                assigned.school(),
                assigned.structure(),
                assigned.track(),
                day,
                note,
                url,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("completedOn", "planning.date-ahead");
    }
    answers.requireNoOther("TASK_COMPLETION", completion, "planning.task-done");
    if (day.isBefore(assigned.assignedOn())) {
      throw Refusal.invalid("completedOn", "planning.before-assigned");
    }
    return events;
  }
}
