package fr.jalons.school.joining;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Problems;
import fr.jalons.school.joining.FilesOfOne.Kind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where administrators look for two files of one person, see both side by side, and join them. */
@Controller
class JoiningPage {
  private static final String PAGE = "redirect:/rosters/files?kind=";

  /** Lines on the page, so that nobody needs to read a whole school. */
  private static final int SHOWN = 30;

  private final FilesOfOne files;
  private final Problems problems;

  JoiningPage(FilesOfOne files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * Who fits, what both hold, and who is joined already.
   *
   * @param q words of a name
   * @param first the file to keep
   * @param joined the one to read as it
   */
  @GetMapping("/rosters/files")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String page(
      @RequestParam(defaultValue = "STUDENTS") Kind kind,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable UUID first,
      @RequestParam(required = false) @Nullable UUID joined,
      Model model) {
    model.addAttribute("kind", kind.name());
    model.addAttribute("q", q);
    model.addAttribute("first", first);
    model.addAttribute("second", joined);
    model.addAttribute("found", files.find(kind, q, SHOWN));
    model.addAttribute("pairs", files.pairs());
    if (first != null && joined != null) {
      try {
        model.addAttribute("described", files.describe(kind, first, joined));
      } catch (Refusal refusal) {
        model.addAttribute("faults", problems.entries(refusal));
      }
    }
    if (!model.containsAttribute("faults")) {
      model.addAttribute("faults", List.of());
    }
    return "school/files";
  }

  @PostMapping("/rosters/files/joining")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  String join(
      @RequestParam Kind kind,
      @RequestParam UUID first,
      @RequestParam UUID joined,
      RedirectAttributes flash) {
    return done(kind, "joined", () -> files.join(kind, first, joined), flash);
  }

  @PostMapping("/rosters/files/separation")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  String separate(
      @RequestParam Kind kind,
      @RequestParam UUID first,
      @RequestParam UUID joined,
      RedirectAttributes flash) {
    return done(kind, "separated", () -> files.separate(kind, first, joined), flash);
  }

  private String done(Kind kind, String what, Runnable work, RedirectAttributes flash) {
    try {
      work.run();
      flash.addFlashAttribute("done", "files.done." + what);
    } catch (Refusal refusal) {
      flash.addFlashAttribute("faults", problems.entries(refusal));
    }
    return PAGE + kind;
  }
}
