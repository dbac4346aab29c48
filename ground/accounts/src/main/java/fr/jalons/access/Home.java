package fr.jalons.access;

import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import fr.jalons.marks.Who;
import fr.jalons.school.Directory;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in leads everyone to what is theirs to see. */
@Controller
class Home {
  private final RuleBook rules;
  private final AccessScopes scopes;
  private final Directory directory;

  Home(RuleBook rules, AccessScopes scopes, Directory directory) {
    this.rules = rules;
    this.scopes = scopes;
    this.directory = directory;
  }

  @GetMapping("/")
  @Allowed(who = Who.EVERYONE, over = Over.SIGNED_IN)
  String home(Model model) {
    AccessScope scope = scopes.current();
    Set<StudentId> students = scope == null ? Set.of() : scope.students();
    model.addAttribute("students", students.isEmpty() ? Map.of() : directory.names(students));
    model.addAttribute("classes", scope != null && scope.hasAny(classReaders()));
    return "access/home";
  }

  private Set<Role> classReaders() {
    return rules.of("GET", "/classes").map(Rule::roles).orElse(Set.of());
  }
}
