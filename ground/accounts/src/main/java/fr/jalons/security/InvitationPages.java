package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.web.Messages;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Behind a link one chooses a password. Looking does not use it up: mail programs look too. */
@Controller
class InvitationPages {
  private static final String PAGE = "signin/invitation";

  private final Invitations invitations;
  private final PasswordRules rules;
  private final Messages messages;

  InvitationPages(Invitations invitations, PasswordRules rules, Messages messages) {
    this.invitations = invitations;
    this.rules = rules;
    this.messages = messages;
  }

  @GetMapping("/invitations/{token}")
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  String open(@PathVariable String token, Model model, HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "no-referrer"); // the address is the secret
    Account holder = invitations.holder(token).orElse(null);
    return holder == null ? gone(response) : form(token, holder, null, model);
  }

  @PostMapping("/invitations/{token}")
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  String choose(
      @PathVariable String token,
      @RequestParam String password,
      @RequestParam String repeated,
      Model model,
      HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "no-referrer");
    Account holder = invitations.holder(token).orElse(null);
    if (holder == null) {
      return gone(response);
    }
    Fault fault =
        password.equals(repeated)
            ? rules.fault(password, holder)
            : Fault.of("repeated", "signin.password-differs");
    if (fault != null) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      return form(token, holder, fault, model);
    }
    return invitations.redeem(token, password) ? "redirect:/login?invited" : gone(response);
  }

  private String form(String token, Account holder, @Nullable Fault fault, Model model) {
    model.addAttribute("token", token);
    model.addAttribute("login", holder.login());
    model.addAttribute("shortest", PasswordRules.SHORTEST);
    model.addAttribute("problem", fault == null ? null : messages.of(fault));
    model.addAttribute("field", fault == null ? null : fault.field());
    return PAGE;
  }

  /** One that never was looks like one that was used. */
  private static String gone(HttpServletResponse response) {
    response.setStatus(HttpStatus.GONE.value());
    return PAGE;
  }
}
