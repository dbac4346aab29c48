package fr.jalons.start;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Leads an administrator from an empty installation to a first dashboard. */
@Controller
class StartPage {
  private final FirstSteps steps;

  StartPage(FirstSteps steps) {
    this.steps = steps;
  }

  @GetMapping(FirstSteps.PAGE)
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String start(Model model) {
    model.addAttribute("steps", steps.all());
    model.addAttribute("next", steps.next());
    return "start/start";
  }
}
