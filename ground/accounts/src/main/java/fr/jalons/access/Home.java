package fr.jalons.access;

import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page after signing in leads everyone to what is theirs to see, and an administrator of
 * an empty installation to its first steps.
 */
@Controller
class Home {
  private final Permitted permitted;
  private final AccessScopes scopes;
  private final Directory directory;
  private final Clock clock;

  Home(Permitted permitted, AccessScopes scopes, Directory directory, Clock clock) {
    this.permitted = permitted;
    this.scopes = scopes;
    this.directory = directory;
    this.clock = clock;
  }

  @GetMapping("/")
  @Allowed(who = Who.EVERYONE, over = Over.SIGNED_IN)
  String home(Model model) {
    AccessScope scope = scopes.current();
    if (permitted.reads("/day")) {
      return "redirect:/day";
    }
    if (permitted.reads("/start") && directory.classes(LocalDate.now(clock)).isEmpty()) {
      return "redirect:/start";
    }
    Set<StudentId> students = scope == null ? Set.of() : scope.students();
    model.addAttribute("students", students.isEmpty() ? Map.of() : directory.names(students));
    return "access/home";
  }
}
