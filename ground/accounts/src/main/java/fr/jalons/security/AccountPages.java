package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Messages;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Administrators invite people, and see who may do what and who said so. */
@Controller
class AccountPages {
  private static final String PAGE = "redirect:/accounts";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int SHOWN = 200;

  /** Nothing that a page would have to wait for. */
  private static final Receipt NOTHING = new Receipt(0, false);

  private final ListAccounts accounts;
  private final AccountAdministration administration;
  private final ReadModels readModels;
  private final Messages messages;

  AccountPages(
      ListAccounts accounts,
      AccountAdministration administration,
      ReadModels readModels,
      Messages messages) {
    this.accounts = accounts;
    this.administration = administration;
    this.readModels = readModels;
    this.messages = messages;
  }

  @GetMapping("/accounts")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String page(
      @RequestParam(required = false) @Nullable String after, Authentication who, Model model) {
    Account me = Account.of(who);
    ListAccounts.Rows rows = accounts.after(after, SHOWN);
    model.addAttribute("accounts", rows.accounts());
    model.addAttribute("next", rows.next());
    model.addAttribute(
        "roles", Arrays.stream(Role.values()).filter(role -> role != Role.CLIENT).toList());
    model.addAttribute("me", me == null ? "" : me.id());
    model.addAttribute("school", me == null ? null : me.scope().school());
    return "signin/accounts";
  }

  @PostMapping("/accounts")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String invite(
      @RequestParam String login,
      @RequestParam(defaultValue = "") List<String> roles,
      @RequestParam String school,
      @RequestParam String person,
      @RequestParam String classes,
      RedirectAttributes flash) {
    return attempt(
        flash,
        () -> {
          AccountAdministration.Invited invited =
              administration.invite(
                  login.strip(), RolesBody.roles(roles), scope(school, person, classes));
          show(Optional.ofNullable(invited.link()), login.strip(), flash);
          return invited.receipt();
        });
  }

  @PostMapping("/accounts/{id}/roles")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String change(
      @PathVariable String id,
      @RequestParam(defaultValue = "") List<String> roles,
      @RequestParam String school,
      @RequestParam String person,
      @RequestParam String classes,
      RedirectAttributes flash) {
    return attempt(
        flash,
        () -> administration.change(id, RolesBody.roles(roles), scope(school, person, classes)));
  }

  @PostMapping("/accounts/{id}/links")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String link(@PathVariable String id, @RequestParam String login, RedirectAttributes flash) {
    return attempt(
        flash,
        () -> {
          show(administration.link(id), login, flash);
          return NOTHING;
        });
  }

  private static void show(
      Optional<Invitations.Link> link, String login, RedirectAttributes flash) {
    link.ifPresent(
        shown -> {
          flash.addFlashAttribute("link", shown);
          flash.addFlashAttribute("for", login);
        });
  }

  @PostMapping("/accounts/{id}/second-factor-removal")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String resetSecondFactor(@PathVariable String id, RedirectAttributes flash) {
    return attempt(
        flash,
        () -> {
          administration.resetSecondFactor(id);
          return NOTHING;
        });
  }

  @PostMapping("/accounts/{id}/withdrawal")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String withdraw(@PathVariable String id, RedirectAttributes flash) {
    return attempt(flash, () -> administration.withdraw(id));
  }

  /** As forms send it: what is left out is empty. */
  private static Scope scope(String school, String person, String classes) {
    try {
      return new Scope(
          school.isBlank() ? null : new SchoolId(school.strip()),
          person.isBlank() ? null : UUID.fromString(person.strip()),
          Arrays.stream(classes.split("[,\\s]+"))
              .filter(code -> !code.isBlank())
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("scope", "signin.scope-form");
    }
  }

  private interface Attempt {
    Receipt get();
  }

  /** The page is shown again, with what was done, or with the reason why not. */
  private String attempt(RedirectAttributes flash, Attempt work) {
    try {
      readModels.await(work.get().position(), PATIENCE);
    } catch (Refusal refusal) {
      flash.addFlashAttribute("problem", messages.of(refusal.faults().getFirst()));
    }
    return PAGE;
  }
}
