package fr.jalons.security;

import fr.jalons.events.AccountEvent.PasswordSet;
import fr.jalons.events.AccountEvent.SessionsEnded;
import fr.jalons.events.AccountEvent.Way;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.web.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What people see to themselves: password, second factor, and the sessions they have left open. A
 * session alone changes nothing of the former two: the password is asked for again.
 */
@Controller
class OwnAccountPages {
  private final OwnAccount own;
  private final Accounts accounts;
  private final Acts acts;
  private final PasswordRules rules;
  private final SecondFactors factors;
  private final AccountStatusCache statuses;
  private final Messages messages;

  OwnAccountPages(
      OwnAccount own,
      Accounts accounts,
      Acts acts,
      PasswordRules rules,
      SecondFactors factors,
      AccountStatusCache statuses,
      Messages messages) {
    this.own = own;
    this.accounts = accounts;
    this.acts = acts;
    this.rules = rules;
    this.factors = factors;
    this.statuses = statuses;
    this.messages = messages;
  }

  @ModelAttribute
  void onlyPeople(Authentication who, Model model, HttpServletRequest request) {
    own.onlyForPeople(who, model, request);
  }

  @GetMapping(OwnAccount.ADDRESS)
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  String page(Authentication who, Model model, HttpServletRequest request) {
    return own.shown(Objects.requireNonNull(Account.of(who)), model, request);
  }

  @PostMapping("/account/password")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
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
      return OwnAccount.problem(flash, messages.of(fault));
    }
    if (!own.knows(account, current, response)) {
      return own.unknown(response, flash);
    }
    if (acts.onAccount(by -> new PasswordSet(account.id(), Way.OWN, by)).changed()) {
      accounts.choosePassword(account.id(), password);
    }
    own.keepOnly(account, request, response);
    flash.addFlashAttribute("done", messages.of("signin.password.changed"));
    return OwnAccount.BACK;
  }

  /** The button says which; without, somebody else’s form might do it by accident. */
  @PostMapping("/account/sessions")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  String signOutEverywhere(
      @AuthenticationPrincipal Account account,
      @RequestParam String everywhere,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (acts.onAccount(by -> new SessionsEnded(account.id(), by)).changed()) {
      accounts.endSessions(account.id());
    }
    statuses.forget(account.id());
    new SecurityContextLogoutHandler().logout(request, response, null);
    return "redirect:/login?logout";
  }

  @PostMapping("/account/second-factor")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  @Nullable String begin(
      @AuthenticationPrincipal Account account,
      @RequestParam String current,
      Model model,
      RedirectAttributes flash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!own.knows(account, current, response)) {
      return own.unknown(response, flash);
    }
    return factors
        .begin(account.id())
        .map(secret -> enrolling(account, secret, model, request))
        .orElse(OwnAccount.BACK);
  }

  @PostMapping("/account/second-factor/confirmation")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  String confirm(
      @AuthenticationPrincipal Account account,
      @RequestParam String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    return factors
        .confirm(account.id(), code)
        .map(codes -> own.shownOnce(codes, account, model, request, response))
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
        .orElse(OwnAccount.BACK);
  }

  @PostMapping("/account/second-factor/removal")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  @Nullable String remove(
      @AuthenticationPrincipal Account account,
      @RequestParam String current,
      RedirectAttributes flash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!own.knows(account, current, response)) {
      return own.unknown(response, flash);
    }
    factors.takeAway(account.id());
    own.keepOnly(account, request, response);
    flash.addFlashAttribute("done", messages.of("signin.second-factor.removed"));
    return OwnAccount.BACK;
  }

  private String enrolling(
      Account account, byte[] secret, Model model, HttpServletRequest request) {
    TotpEnrolment enrolment = TotpEnrolment.of(account.login(), secret);
    model.addAttribute("enrolment", enrolment);
    return own.shown(account, model, request);
  }
}
