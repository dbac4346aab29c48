package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** A teacher records what a student needs (S8). */
@Command(namespace = PlanningEvent.NAMESPACE, name = "DiagnoseNeed")
@Post(value = "/api/students/{student}/needs", location = "/api/needs/{id}")
@Page(value = "/students/{student}/needs", then = "/students/{student}")
@Allowed(who = Who.TEAM, over = Over.STUDENT)
public record DiagnoseNeed(
    NeedId need,
    StudentId student,
    @NotNull NeedArea area,
    @NotBlank @Size(max = 2000) String description,
    @Nullable @Size(max = 200) String source,
    @Happened @NotNull LocalDate diagnosedOn) {

  List<NeedDiagnosed> decide(@By("need") KnownRecord earlier, KnownStudent known, LocalDate today) {
    known.requireKnown("planning.student-unknown");
    List<NeedDiagnosed> diagnosed =
        earlier.create(
            new NeedDiagnosed(need, student, area, description, source, diagnosedOn),
            "planning.need-id-taken");
    if (diagnosedOn.isAfter(today)) {
      throw Refusal.invalid("diagnosedOn", "planning.date-ahead");
    }
    return diagnosed;
  }
}
