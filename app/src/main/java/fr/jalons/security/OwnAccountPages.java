package fr.jalons.security;

import fr.jalons.events.AccountEvent.PasswordSet;
import fr.jalons.events.AccountEvent.SessionsEnded;
import fr.jalons.events.AccountEvent.Way;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.web.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What everybody sees to himself: password, second factor, and the sessions he has left open. A
 * session alone changes nothing of the former two: the password is asked for again.
 */
@Controller
class OwnAccountPages {
  private static final String ADDRESS = "/account";
  private static final String PAGE = "signin/account";
  private static final String BACK = "redirect:" + ADDRESS;

  private final Accounts accounts;
  private final Acts acts;
  private final PasswordEncoder passwords;
  private final PasswordRules rules;
  private final SecondFactors factors;
  private final Standings standings;
  private final SignIn signIn;
  private final Throttle throttle;
  private final Consents consents;
  private final Messages messages;
  private final OwnStory story;
  private final Clock clock;

  OwnAccountPages(
      Accounts accounts,
      Acts acts,
      PasswordEncoder passwords,
      PasswordRules rules,
      SecondFactors factors,
      Standings standings,
      SignIn signIn,
      Throttle throttle,
      Consents consents,
      Messages messages,
      OwnStory story,
      Clock clock) {
    this.accounts = accounts;
    this.acts = acts;
    this.passwords = passwords;
    this.rules = rules;
    this.factors = factors;
    this.standings = standings;
    this.signIn = signIn;
    this.throttle = throttle;
    this.consents = consents;
    this.messages = messages;
    this.story = story;
    this.clock = clock;
  }

  /**
   * Programs do nothing here, in nobody's name. Who signed in elsewhere has a password there, and
   * sees here which programs act for them.
   */
  @ModelAttribute
  void onlyPeople(Authentication who, Model model, HttpServletRequest request) {
    boolean here = who.getPrincipal() instanceof Account;
    boolean looks = request.getMethod().equals("GET") && Account.of(who) != null;
    if (TokenHolders.isProgram(who) || !here && !looks) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    model.addAttribute("here", here);
  }

  @GetMapping(ADDRESS)
  String page(Authentication who, Model model, HttpServletRequest request) {
    return shown(Objects.requireNonNull(Account.of(who)), model, request);
  }

  private String shown(Account account, Model model, HttpServletRequest request) {
    model.addAttribute("account", account);
    model.addAttribute("programs", consents.of(account.id()));
    model.addAttribute("standing", request.getAttribute(SessionWatch.STANDING));
    model.addAttribute("shortest", PasswordRules.SHORTEST);
    model.addAttribute("story", story.ofOwn(account.id()));
    model.addAttribute("zone", clock.getZone());
    return PAGE;
  }

  @PostMapping("/account/password")
  @Nullable String changePassword(
      @AuthenticationPrincipal Account account,
      @RequestParam String current,
      @RequestParam String password,
      @RequestParam String repeated,
      RedirectAttributes flash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Fault fault =
        password.equals(repeated)
            ? rules.fault(password, account)
            : Fault.of("repeated", "signin.password-differs");
    if (fault != null) {
      return problem(flash, messages.of(fault));
    }
    if (!knows(account, current, response)) {
      return response.isCommitted() ? null : problem(flash, messages.of("signin.password.wrong"));
    }
    if (acts.onAccount(by -> new PasswordSet(account.id(), Way.OWN, by)).changed()) {
      accounts.choosePassword(account.id(), password);
    }
    keepOnly(account, request, response);
    flash.addFlashAttribute("done", messages.of("signin.password.changed"));
    return BACK;
  }

  /** The button says which; without, somebody else’s form might do it by accident. */
  @PostMapping("/account/sessions")
  String signOutEverywhere(
      @AuthenticationPrincipal Account account,
      @RequestParam String everywhere,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (acts.onAccount(by -> new SessionsEnded(account.id(), by)).changed()) {
      accounts.endSessions(account.id());
    }
    standings.forget(account.id());
    new SecurityContextLogoutHandler().logout(request, response, null);
    return "redirect:/login?logout";
  }

  @PostMapping("/account/second-factor")
  @Nullable String begin(
      @AuthenticationPrincipal Account account,
      @RequestParam String current,
      Model model,
      RedirectAttributes flash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!knows(account, current, response)) {
      return response.isCommitted() ? null : problem(flash, messages.of("signin.password.wrong"));
    }
    return factors
        .begin(account.id())
        .map(secret -> enrolling(account, secret, model, request))
        .orElse(BACK);
  }

  @PostMapping("/account/second-factor/confirmation")
  String confirm(
      @AuthenticationPrincipal Account account,
      @RequestParam String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    return factors
        .confirm(account.id(), code)
        .map(
            codes -> {
              keepOnly(account, request, response);
              model.addAttribute("recovery", codes);
              standings
                  .of(account.id())
                  .ifPresent(standing -> request.setAttribute(SessionWatch.STANDING, standing));
              return shown(account, model, request);
            })
        .or(
            () ->
                factors
                    .begun(account.id())
                    .map(
                        secret -> {
                          response.setStatus(HttpStatus.BAD_REQUEST.value());
                          model.addAttribute("problem", messages.of("signin.code.wrong"));
                          return enrolling(account, secret, model, request);
                        }))
        .orElse(BACK);
  }

  @PostMapping("/account/second-factor/removal")
  @Nullable String remove(
      @AuthenticationPrincipal Account account,
      @RequestParam String current,
      RedirectAttributes flash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!knows(account, current, response)) {
      return response.isCommitted() ? null : problem(flash, messages.of("signin.password.wrong"));
    }
    factors.takeAway(account.id());
    keepOnly(account, request, response);
    flash.addFlashAttribute("done", messages.of("signin.second-factor.removed"));
    return BACK;
  }

  private String enrolling(
      Account account, byte[] secret, Model model, HttpServletRequest request) {
    Enrolment enrolment = Enrolment.of(account.login(), secret);
    model.addAttribute("enrolment", enrolment);
    return shown(account, model, request);
  }

  /** Whoever found an open session guesses no faster here than at the door. */
  private boolean knows(Account account, String password, HttpServletResponse response)
      throws IOException {
    String who = "password:" + account.id();
    long wait = throttle.admit(who, Throttle.ANYWHERE);
    if (wait > 0) {
      SignInThrottle.tooMany(response, wait);
      return false;
    }
    boolean right =
        accounts
            .byId(account.id())
            .filter(today -> passwords.matches(password, today.passwordHash()))
            .isPresent();
    if (right) {
      throttle.succeeded(who, Throttle.ANYWHERE);
    }
    return right;
  }

  /** The account's other sessions have just ended: this one goes on, under another id. */
  private void keepOnly(Account account, HttpServletRequest request, HttpServletResponse response) {
    standings.forget(account.id());
    accounts.byId(account.id()).ifPresent(today -> signIn.open(request, response, today));
  }

  private static String problem(RedirectAttributes flash, String problem) {
    flash.addFlashAttribute("problem", problem);
    return BACK;
  }
}
