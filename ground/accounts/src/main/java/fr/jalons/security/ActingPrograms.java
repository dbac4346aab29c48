package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.web.Messages;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Everybody ends what a program does in their name. No program does so for them. */
@Controller
class ActingPrograms {
  private final Consents consents;
  private final Messages messages;

  ActingPrograms(Consents consents, Messages messages) {
    this.consents = consents;
    this.messages = messages;
  }

  @PostMapping("/account/programs/end")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  String end(Authentication who, @RequestParam UUID program, RedirectAttributes flash) {
    Account account = Account.of(who);
    if (account == null || JwtAccountConverter.isProgram(who)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    consents.withdraw(account.id(), program);
    flash.addFlashAttribute("done", messages.of("programs.ended"));
    return "redirect:/account";
  }
}
