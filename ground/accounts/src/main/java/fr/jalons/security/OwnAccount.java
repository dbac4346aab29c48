package fr.jalons.security;

import fr.jalons.platform.web.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page where people see their own account, and what each change there needs: the password once
 * more, and a session that goes on when all others end.
 */
@Component
class OwnAccount {
  static final String ADDRESS = "/account";
  static final String BACK = "redirect:" + ADDRESS;
  private static final String PAGE = "signin/account";

  private final Accounts accounts;
  private final PasswordEncoder passwords;
  private final Passkeys passkeys;
  private final AccountStatusCache statuses;
  private final SignIn signIn;
  private final Throttle throttle;
  private final Consents consents;
  private final Messages messages;
  private final OwnStory story;

  OwnAccount(
      Accounts accounts,
      PasswordEncoder passwords,
      Passkeys passkeys,
      AccountStatusCache statuses,
      SignIn signIn,
      Throttle throttle,
      Consents consents,
      Messages messages,
      OwnStory story) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.statuses = statuses;
    this.signIn = signIn;
    this.throttle = throttle;
    this.consents = consents;
    this.messages = messages;
    this.story = story;
  }

  /**
   * Programs do nothing here, in their own name or another. People who signed in elsewhere have a
   * password there, and see here which programs act for them.
   */
  void onlyForPeople(Authentication who, Model model, HttpServletRequest request) {
    boolean here = who.getPrincipal() instanceof Account;
    boolean looks = request.getMethod().equals("GET") && Account.of(who) != null;
    if (JwtAccountConverter.isProgram(who) || !here && !looks) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    model.addAttribute("here", here);
  }

  String shown(Account account, Model model, HttpServletRequest request) {
    model.addAttribute("account", account);
    model.addAttribute("passkeys", passkeys.of(account.id()));
    model.addAttribute("programs", consents.of(account.id()));
    model.addAttribute("standing", request.getAttribute(SessionWatch.STANDING));
    model.addAttribute("shortest", PasswordRules.SHORTEST);
    model.addAttribute("story", story.ofOwn(account.id()));
    return PAGE;
  }

  /** Recovery codes are shown once, on the page that answers. */
  String shownOnce(
      Iterable<String> recovery,
      Account account,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    keepOnly(account, request, response);
    model.addAttribute("recovery", recovery);
    statuses
        .of(account.id())
        .ifPresent(standing -> request.setAttribute(SessionWatch.STANDING, standing));
    return shown(account, model, request);
  }

  /** Somebody at an open session guesses no faster here than at the door. */
  boolean knows(Account account, String password, HttpServletResponse response) throws IOException {
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

  /** The answer to a password that is not right: nothing more where the throttle has answered. */
  @Nullable String unknown(HttpServletResponse response, RedirectAttributes flash) {
    return response.isCommitted() ? null : problem(flash, messages.of("signin.password.wrong"));
  }

  /** The account's other sessions have just ended: this one goes on, under another id. */
  void keepOnly(Account account, HttpServletRequest request, HttpServletResponse response) {
    statuses.forget(account.id());
    accounts.byId(account.id()).ifPresent(today -> signIn.open(request, response, today));
  }

  static String problem(RedirectAttributes flash, String problem) {
    flash.addFlashAttribute("problem", problem);
    return BACK;
  }
}
