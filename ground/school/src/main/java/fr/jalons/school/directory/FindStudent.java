package fr.jalons.school.directory;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.school.Directory;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The search for a student, which the head of every page leads to. */
@Controller
class FindStudent {
  /** Lines on the page, so that nobody needs to read a whole school. */
  private static final int SHOWN = 50;

  private final Students students;
  private final Directory directory;

  FindStudent(Students students, Directory directory) {
    this.students = students;
    this.directory = directory;
  }

  /**
   * Whom somebody looks for, to choose from; the only one who is found, at once.
   *
   * @param q words of a name, whatever the accents and capitals; nothing finds nobody
   */
  @GetMapping("/students")
  @Allowed(who = Who.STAFF, over = Over.NAMES)
  String found(@RequestParam(defaultValue = "") String q, Model model) {
    List<Students.Row> found = q.isBlank() ? List.of() : students.students(null, q, null);
    if (found.size() == 1) {
      return "redirect:/students/" + found.getFirst().id().value();
    }
    List<Students.Row> shown = found.stream().limit(SHOWN).toList();
    model.addAttribute("q", q);
    model.addAttribute("students", shown);
    model.addAttribute("more", found.size() - shown.size());
    model.addAttribute("names", directory.names(shown.stream().map(Students.Row::id).toList()));
    return "school/students";
  }
}
