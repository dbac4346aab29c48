package fr.jalons.day;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The home page of staff; and how much waits there, which all their pages ask for. */
@Controller
class DayPages {
  private final ShowDay days;

  DayPages(ShowDay days) {
    this.days = days;
  }

  @GetMapping("/day")
  @Allowed(who = Who.TEAM_PSYEN_AND_HEAD, over = Over.SIGNED_IN)
  String day(Model model) {
    ShowDay.Day today = days.today();
    model.addAttribute("today", today);
    model.addAttribute("tomorrow", days.sessions(today.day().plusDays(1)));
    return "day/day";
  }

  /** A part of a page: the badge beside the link to this one. */
  @GetMapping("/day/waiting")
  @Allowed(who = Who.TEAM_PSYEN_AND_HEAD, over = Over.SIGNED_IN)
  String waiting(Model model) {
    model.addAttribute("waiting", days.waiting());
    return "day/waiting";
  }
}
