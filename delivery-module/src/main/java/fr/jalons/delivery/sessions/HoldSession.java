package fr.jalons.delivery.sessions;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.KnownStructure;
import fr.jalons.school.known.KnownCompetency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A session has taken place, and its roll is taken (S42). Members of the audience without a line
 * are concerned all the same; a correction may add their line later.
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "HoldSession")
@Post(value = "/api/sessions/{session}/held", echoes = true)
@Page(value = "/sessions/{session}/held", then = "/sessions/{session}")
@Allowed(who = Who.TEAM, over = Over.SESSION)
public record HoldSession(
    SessionId session,
    @NotNull @Size(max = 500) List<@NotNull @Valid RollLine> attendance,
    @Nullable @Size(max = 4000) String summary,
    @Size(max = 50) List<@NotBlank @Size(max = 100) String> competencies) {

  List<SessionHeld> decide(
      SessionLifecycle known,
      @By("competencies") List<KnownCompetency> frameworks,
      Models models,
      Clock clock) {
    Plan planned = known.requireOpen();
    LocalDate day = planned.day(SchoolTime.zone(clock, planned.audience().school()));
    List<StudentId> members = models.of(KnownStructure.class, planned.audience()).membersOn(day);
    if (clock.instant().isBefore(planned.start())) {
      throw Refusal.conflict("delivery.session-ahead");
    }
    List<Attendance> roll = roll(planned.minutes(), members);
    for (int i = 0; i < competencies.size(); i++) {
      if (!frameworks.get(i).known()) {
        throw Refusal.invalid("competencies[" + i + "]", "delivery.competency-unknown");
      }
    }
    return List.of(
        new SessionHeld(
            session,
            planned.audience(),
            planned.start(),
            planned.minutes(),
            roll,
            members,
            planned.teachers(),
            summary == null || summary.isBlank() ? null : summary,
            competencies.stream().distinct().toList()));
  }

  private List<Attendance> roll(int length, List<StudentId> members) {
    if (attendance.isEmpty()) {
      throw Refusal.invalid("attendance", "delivery.roll-empty");
    }
    List<Attendance> roll = new ArrayList<>();
    Set<StudentId> called = new HashSet<>();
    for (RollLine line : attendance) {
      String path = "attendance[" + roll.size() + "].";
      if (!called.add(line.studentId())) {
        throw Refusal.invalid(path + "studentId", "delivery.student-twice");
      }
      if (!members.contains(line.studentId())) {
        throw Refusal.conflictOn(path + "studentId", "delivery.student-elsewhere");
      }
      roll.add(line.in(length, path));
    }
    return roll;
  }
}
