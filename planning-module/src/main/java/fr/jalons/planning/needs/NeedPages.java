package fr.jalons.planning.needs;

import fr.jalons.events.NeedId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A need has no page of its own: it stands on its student's. */
@Controller
class NeedPages {
  /** What was just done, for the page that is shown in the end. */
  private static final String DONE = "done";

  private final Needs needs;

  NeedPages(Needs needs) {
    this.needs = needs;
  }

  @GetMapping("/needs/{need}")
  @Allowed(who = Who.READERS, over = Over.NEED)
  String student(@PathVariable NeedId need, Model model, RedirectAttributes redirect) {
    Object done = model.getAttribute(DONE);
    if (done != null) {
      redirect.addFlashAttribute(DONE, done);
    }
    return "redirect:/students/" + Objects.requireNonNull(needs.need(need).getBody()).student();
  }
}
