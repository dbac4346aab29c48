package fr.jalons.security;

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

/** After the password: the code of the telephone, or one for recovery. */
@Controller
class CodePages {
  static final String ADDRESS = "/login/code";
  private static final String PAGE = "signin/code";
  private static final String BACK = "redirect:/login";

  private final SignIn signIn;
  private final SecondFactors factors;
  private final Throttle throttle;
  private final Messages messages;

  CodePages(SignIn signIn, SecondFactors factors, Throttle throttle, Messages messages) {
    this.signIn = signIn;
    this.factors = factors;
    this.throttle = throttle;
    this.messages = messages;
  }

  @GetMapping(ADDRESS)
  String ask(HttpServletRequest request) {
    return signIn.halfway(request).isPresent() ? PAGE : BACK;
  }

  /** Whoever is here knows the password already, so guesses wait wherever they come from. */
  @PostMapping(ADDRESS)
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
      return PAGE;
    }
    throttle.succeeded("code:" + id, Throttle.ANYWHERE);
    signIn.admit(request, response, halfway.get());
    return null;
  }
}
