package fr.jalons.planning.tutors;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.events.TutorEvent.TutorAssigned;
import fr.jalons.events.TutorEvent.TutorKind;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import fr.jalons.school.known.KnownTeacher;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A teacher follows a student (S26). The former tutor in the same capacity no longer does from that
 * day on.
 *
 * @param from today if it is left out; it may lie ahead
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "AssignTutor")
@Post("/api/students/{student}/tutors")
@Page(value = "/students/{student}/tutors", then = "/students/{student}")
@Allowed(who = Who.LEADS, over = Over.STUDENT)
public record AssignTutor(
    RecordId tutorship,
    StudentId student,
    @NotNull TeacherId teacher,
    @NotNull TutorKind kind,
    @Nullable LocalDate from,
    @Nullable Correction correction) {

  List<TutorAssigned> decide(
      @By("tutorship") KnownRecord earlier,
      KnownStudent known,
      @By("teacher") KnownTeacher tutor,
      LocalDate today) {
    known.requireKnown("planning.student-unknown");
    tutor.require("teacher");
    return earlier.create(
        new TutorAssigned(
            tutorship,
            student,
            teacher,
            kind,
            Objects.requireNonNullElse(from, today),
            Correction.reason(correction)),
        correction);
  }
}
