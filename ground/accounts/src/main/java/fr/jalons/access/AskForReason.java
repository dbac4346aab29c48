package fr.jalons.access;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that asks those who do not work with a student why they want to see the file. */
@Controller
class AskForReason {
  @GetMapping("/reasons")
  @Allowed(who = Who.EVERYONE, over = Over.SIGNED_IN)
  String ask(@RequestParam(defaultValue = "/") String address, Model model) {
    model.addAttribute("address", ours(address));
    return "access/reason";
  }

  @PostMapping("/reasons")
  @Allowed(who = Who.DISTANT, over = Over.SIGNED_IN)
  String state(
      @RequestParam(defaultValue = "/") String address,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpSession session,
      Model model) {
    String said = reason.strip();
    if (said.isEmpty() || said.length() > StatedReasons.LONGEST) {
      model.addAttribute("address", ours(address));
      model.addAttribute("missing", true);
      return "access/reason";
    }
    StatedReasons.keep(session, ours(address), said);
    return "redirect:" + ours(address);
  }

  /** Only pages of ours: the address comes from the request. */
  private static String ours(String address) {
    return address.matches("/[A-Za-z0-9][A-Za-z0-9/_.-]*(\\?[A-Za-z0-9=&%+:~_.-]*)?")
        ? address
        : "/";
  }
}
