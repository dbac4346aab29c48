package fr.jalons.school.importroster;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Problems;
import fr.jalons.school.roster.RosterFile;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;

/** The import in the browser: what the files would change is shown before they are imported. */
@Controller
class RosterPage {
  private static final String PAGE = "school/rosters";

  private final RosterImports imports;
  private final Problems problems;

  RosterPage(RosterImports imports, Problems problems) {
    this.imports = imports;
    this.problems = problems;
  }

  @GetMapping("/rosters")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String page(Model model) {
    model.addAttribute("faults", List.of());
    return PAGE;
  }

  /** Nothing is imported unless it is asked for: a form that says nothing asks what would be. */
  @PostMapping("/rosters")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  String send(
      @RequestPart(name = "files", required = false) @Nullable List<MultipartFile> files,
      @RequestParam(name = "confirm", required = false) @Nullable List<String> confirm,
      @RequestParam(defaultValue = "true") boolean dryRun,
      Model model) {
    model.addAttribute("faults", List.of());
    try {
      List<RosterFile> sent = Uploads.of(files);
      Set<Confirmation> confirmed = Confirmation.of(Objects.requireNonNullElse(confirm, List.of()));
      if (dryRun) {
        model.addAttribute("dry", imports.dryRun(sent));
      } else {
        importNow(sent, confirmed, model);
      }
    } catch (Refusal refusal) {
      model.addAttribute("faults", problems.entries(refusal));
    }
    return PAGE;
  }

  /** What is still to be confirmed is shown with what would be. */
  private void importNow(List<RosterFile> sent, Set<Confirmation> confirmed, Model model) {
    try {
      model.addAttribute("done", imports.run(confirmed, sent).getBody());
    } catch (Refusal refusal) {
      if (refusal.confirm().isEmpty()) {
        throw refusal;
      }
      model.addAttribute("faults", problems.entries(refusal));
      model.addAttribute("dry", imports.dryRun(sent));
    }
  }
}
