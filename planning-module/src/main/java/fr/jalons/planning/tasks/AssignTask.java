package fr.jalons.planning.tasks;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.TaskEvent.Channel;
import fr.jalons.events.TaskEvent.Public;
import fr.jalons.events.TaskEvent.TaskAssigned;
import fr.jalons.events.TaskEvent.TaskKind;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownTeacher;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Something is to be done by a day: a task of a team (S7), a milestone (S30), a communication
 * (S33).
 *
 * @param channel of a communication, and of nothing else
 * @param audiences of a communication, and of nothing else
 * @param assignedOn today if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "AssignTask")
@Post("/api/tasks")
@Page(value = "/tasks/new", then = "/plan")
@Allowed(who = Who.STAFF_WRITING, over = Over.SCHOOL)
public record AssignTask(
    RecordId task,
    RecordScope scope,
    @NotNull TaskKind kind,
    @NotBlank @Size(max = 200) String title,
    @Size(max = 200) List<@NotNull TeacherId> assignees,
    @OfKind("OBJECTIVE") @Nullable RecordId objective,
    @OfKind("ACTION") @Nullable RecordId action,
    @OfKind("MEETING") @Nullable RecordId meeting,
    @Nullable Channel channel,
    @Size(max = 4) Set<@NotNull Public> audiences,
    @Happened @Nullable LocalDate assignedOn,
    @NotNull LocalDate dueOn,
    @Nullable Correction correction) {

  List<TaskAssigned> decide(
      @By("task") KnownRecord earlier,
      @By("objective") @Nullable KnownRecord served,
      @By("action") @Nullable KnownRecord part,
      @By("meeting") @Nullable KnownRecord decided,
      @By("assignees") List<KnownTeacher> doing,
      LocalDate today) {
    LocalDate day = Objects.requireNonNullElse(assignedOn, today);
    List<TaskAssigned> events =
        earlier.create(
            new TaskAssigned(
                task,
                scope.school(),
                scope.structure(),
                scope.track(),
                kind,
                title,
                assignees,
                objective,
                action,
                meeting,
                channel,
                audiences,
                day,
                dueOn,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("assignedOn", "planning.date-ahead");
    }
    if (served != null) {
      served.requireNamed("objective", "OBJECTIVE", today);
    }
    if (part != null) {
      part.requireNamed("action", "ACTION", today);
    }
    if (decided != null) {
      decided.requireNamed("meeting", "MEETING", today);
    }
    requireChannelOfCommunication();
    if (dueOn.isBefore(day)) {
      throw Refusal.invalid("dueOn", "planning.due-before-assigned");
    }
    for (int i = 0; i < doing.size(); i++) {
      doing.get(i).require("assignees[" + i + ']');
    }
    return events;
  }

  private void requireChannelOfCommunication() {
    boolean communication = kind == TaskKind.COMMUNICATION;
    if (communication != (channel != null)) {
      throw Refusal.invalid("channel", "planning.channel-of-communication");
    }
    if (communication == audiences.isEmpty()) {
      throw Refusal.invalid("audiences", "planning.channel-of-communication");
    }
  }
}
