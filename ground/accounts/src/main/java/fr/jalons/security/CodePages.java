package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.web.Messages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** After the password: the code of the telephone, a passkey, or a code for recovery. */
@Controller
class CodePages {
  static final String ADDRESS = "/login/code";
  private static final String PAGE = "signin/code";
  private static final String BACK = "redirect:/login";

  private final SignIn signIn;
  private final SecondFactors factors;
  private final Passkeys passkeys;
  private final Throttle throttle;
  private final Messages messages;

  CodePages(
      SignIn signIn,
      SecondFactors factors,
      Passkeys passkeys,
      Throttle throttle,
      Messages messages) {
    this.signIn = signIn;
    this.factors = factors;
    this.passkeys = passkeys;
    this.throttle = throttle;
    this.messages = messages;
  }

  @GetMapping(ADDRESS)
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  String ask(Model model, HttpServletRequest request) {
    return signIn.halfway(request).map(account -> page(account, model)).orElse(BACK);
  }

  private String page(Account account, Model model) {
    model.addAttribute("telephone", factors.isOn(account.id()));
    model.addAttribute("passkey", passkeys.count(account.id()) > 0);
    return PAGE;
  }

  /** Visitors of these pages know the password already, so guesses wait wherever they come from. */
  @PostMapping(ADDRESS)
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  @Nullable String check(
      @RequestParam String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Account> halfway = signIn.halfway(request);
    if (halfway.isEmpty()) {
      return BACK;
    }
    String id = halfway.get().id();
    long wait = throttle.admit("code:" + id, Throttle.ANYWHERE);
    if (wait > 0) {
      SignInThrottle.tooMany(response, wait);
      return null;
    }
    if (!factors.accepts(id, code)) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      model.addAttribute("problem", messages.of("signin.code.wrong"));
      return page(halfway.get(), model);
    }
    throttle.succeeded("code:" + id, Throttle.ANYWHERE);
    signIn.admit(request, response, halfway.get());
    return null;
  }
}
