package fr.jalons.planning.projects;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.ProjectEvent.Outlook;
import fr.jalons.events.ProjectEvent.ProjectRevised;
import fr.jalons.events.ProjectEvent.ProjectStage;
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
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A student's project is stated or taken up again (S19). The same statement on another day is
 * another entry: a journal confirms.
 *
 * @param revisedOn today if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "ReviseProject")
@Post("/api/students/{student}/project-entries")
@Page(value = "/students/{student}/project-entries", then = "/students/{student}")
@Allowed(who = Who.COMPANIONS, over = Over.STUDENT)
public record ReviseProject(
    RecordId entry,
    StudentId student,
    @NotNull ProjectStage stage,
    @NotNull Outlook outlook,
    @NotBlank @Size(max = 2000) String statement,
    @Happened @Nullable LocalDate revisedOn,
    @Nullable Correction correction) {

  List<ProjectRevised> decide(
      @By("entry") KnownRecord earlier, KnownStudent known, LocalDate today) {
    known.requireKnown("planning.student-unknown");
    LocalDate day = Objects.requireNonNullElse(revisedOn, today);
    if (day.isAfter(today)) {
      throw Refusal.invalid("revisedOn", "planning.date-ahead");
    }
    return earlier.create(
        new ProjectRevised(
            entry, student, stage, outlook, statement, day, Correction.reason(correction)),
        correction);
  }
}
