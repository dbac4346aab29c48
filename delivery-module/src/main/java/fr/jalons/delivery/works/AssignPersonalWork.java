package fr.jalons.delivery.works;

import fr.jalons.delivery.actions.KnownAction;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.PersonalWorkEvent.PersonalWorkAssigned;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Named;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.KnownStructure;
import fr.jalons.school.known.KnownCompetency;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.Scales;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Work is given to a class or group, or to some of its students (S22, S41). A correction takes it
 * from nobody.
 *
 * @param students all members of the day if they are left out
 * @param assignedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "AssignPersonalWork")
@Post("/api/personal-works")
@Page(value = "/personal-works/new", then = "/actions")
@Allowed(who = Who.TEAM, over = Over.SCHOOL)
public record AssignPersonalWork(
    RecordId work,
    RecordScope scope,
    @Named("studentIds") @WithinReach @Size(max = 200) List<@NotNull StudentId> students,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 2000) String instructions,
    @OfKind("ACTION") @Nullable RecordId action,
    @Nullable @Size(max = 40) String competency,
    @Happened @Nullable LocalDate assignedOn,
    @NotNull LocalDate dueOn,
    @Nullable Correction correction) {
  private static final String ACTION = "action";

  List<PersonalWorkAssigned> decide(
      @By("work") KnownRecord earlier,
      @By("scope.structure") @Nullable KnownStructure group,
      @By("action") @Nullable KnownAction whole,
      Models models,
      LocalDate today) {
    StructureId structure = scope.structure();
    if (structure == null || group == null) {
      throw Refusal.invalid("scope", "delivery.class-or-group");
    }
    LocalDate day = Objects.requireNonNullElse(assignedOn, today);
    PersonalWorkAssigned before = earlier.latest() instanceof PersonalWorkAssigned it ? it : null;
    List<StudentId> members = group.membersOn(day);
    List<PersonalWorkAssigned> events =
        earlier.create(assigned(structure, members, before, day), correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("assignedOn", "delivery.date-ahead");
    }
    if (dueOn.isBefore(day)) {
      throw Refusal.invalid("dueOn", "delivery.end-before-start");
    }
    if (whole != null) {
      whole.requireNamed(ACTION);
      if (whole.isClosed() && (before == null || !Objects.equals(before.action(), action))) {
        throw Refusal.conflictOn(ACTION, "delivery.action-closed");
      }
    }
    if (members.isEmpty()) {
      throw Refusal.conflictOn("scope", "delivery.scope-empty");
    }
    for (int i = 0; i < students.size(); i++) {
      if (!members.contains(students.get(i))) {
        throw Refusal.conflictOn("studentIds[" + i + "]", "delivery.student-elsewhere-then");
      }
    }
    if (whole != null && !new Scales(models).overlap(whole.scope(), scope)) {
      throw Refusal.conflictOn(ACTION, "delivery.action-elsewhere");
    }
    KnownCompetency.require(competency, models, "competency");
    return events;
  }

  private PersonalWorkAssigned assigned(
      StructureId structure,
      List<StudentId> members,
      @Nullable PersonalWorkAssigned before,
      LocalDate day) {
    List<StudentId> wanted = students.isEmpty() && before == null ? members : students;
    return new PersonalWorkAssigned(
        work,
        scope.school(),
        structure,
        Stream.concat(before == null ? Stream.of() : before.students().stream(), wanted.stream())
            .distinct()
            .toList(),
        title,
        instructions,
        action,
        competency,
        day,
        dueOn,
        Correction.reason(correction));
  }
}
