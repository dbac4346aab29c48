package fr.jalons.planning.interviews;

import fr.jalons.events.InterviewEvent.InterviewKind;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.PlanningEvent;
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
 * An interview was held with a student (S10, S38).
 *
 * @param kind of the beginning if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RecordInterview")
@Post(value = "/api/students/{student}/interviews", location = "/api/students/{student}/history")
@Page(value = "/students/{student}/interviews", then = "/students/{student}")
@Allowed(who = Who.TEAM_AND_PSYEN, over = Over.STUDENT)
public record RecordInterview(
    InterviewId interview,
    StudentId student,
    @Nullable InterviewKind kind,
    @Happened @NotNull LocalDate heldOn,
    @NotBlank @Size(max = 4000) String summary,
    @Nullable Correction correction) {

  /** Of the beginning, for the first time. */
  public RecordInterview(
      InterviewId interview, StudentId student, LocalDate heldOn, String summary) {
    this(interview, student, null, heldOn, summary, null);
  }

  List<InterviewRecorded> decide(
      @By("interview") KnownRecord earlier, KnownStudent known, LocalDate today) {
    known.requireKnown("planning.student-unknown");
    List<InterviewRecorded> recorded =
        earlier.create(
            new InterviewRecorded(
                interview,
                student,
                Objects.requireNonNullElse(kind, InterviewKind.ENTRY),
                heldOn,
                summary,
                Correction.reason(correction)),
            correction,
            "planning.interview-id-taken");
    if (heldOn.isAfter(today)) {
      throw Refusal.invalid("heldOn", "planning.date-ahead");
    }
    return recorded;
  }
}
