package fr.jalons.consultation;

import fr.jalons.access.Visibility;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.Directory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who has looked at a student's file, for the student, their guardians, and the auditor. */
@RestController
class ShowConsultations {
  private static final int SHOWN = 200;

  private final Consultations consultations;
  private final ViewerNames viewers;
  private final Visibility visibility;

  ShowConsultations(Consultations consultations, ViewerNames viewers, Visibility visibility) {
    this.consultations = consultations;
    this.viewers = viewers;
    this.visibility = visibility;
  }

  /**
   * One look.
   *
   * @param viewer the account or program, as the log has it
   * @param who its name at school, or what it is; null if it is gone
   * @param further 0, or how many looks for yet other reasons it stands for
   */
  record Look(
      Instant at,
      String viewer,
      @Nullable String who,
      FileKind what,
      @Nullable String reason,
      int further) {}

  @GetMapping("/api/students/{student}/consultations")
  @Allowed(who = Who.SUBJECTS_AND_AUDITORS, over = Over.STUDENT)
  List<Look> of(
      @PathVariable StudentId student,
      @RequestParam(defaultValue = "" + SHOWN) @Min(1) @Max(1_000) int limit) {
    List<Consultations.Row> rows = consultations.of(student, limit);
    if (rows.isEmpty() && !consultations.knows(student)) {
      throw Refusal.notFound("followup.student-unknown");
    }
    // Who an account is stands where a person's request does not reach.
    Map<String, String> names =
        visibility.asProgram(
            () -> viewers.names(rows.stream().map(Consultations.Row::viewer).distinct().toList()));
    return rows.stream()
        .map(
            row ->
                new Look(
                    row.at(),
                    row.viewer(),
                    names.get(row.viewer()),
                    row.what(),
                    row.reason(),
                    row.further()))
        .toList();
  }

  @Controller
  static class Page {
    private final ShowConsultations consultations;
    private final Directory directory;

    Page(ShowConsultations consultations, Directory directory) {
      this.consultations = consultations;
      this.directory = directory;
    }

    @GetMapping("/students/{student}/consultations")
    @Allowed(who = Who.SUBJECTS_AND_AUDITORS, over = Over.STUDENT)
    String show(@PathVariable StudentId student, Model model) {
      model.addAttribute("looks", consultations.of(student, SHOWN));
      model.addAttribute("student", student);
      model.addAttribute("name", directory.name(student));
      return "consultation/consultations";
    }
  }
}
