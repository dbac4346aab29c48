package fr.jalons.audit;

import fr.jalons.access.Visibility;
import fr.jalons.audit.ActRows.Act;
import fr.jalons.consultation.ViewerNames;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.security.OwnStory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Acts of power, for the person whose account it is, for administrators and for auditors. */
@RestController
class ShowActs implements OwnStory {
  private static final int SHOWN = 100;
  private static final int OWN = 50;

  private final ActRows acts;
  private final ViewerNames people;
  private final Visibility visibility;

  ShowActs(ActRows acts, ViewerNames people, Visibility visibility) {
    this.acts = acts;
    this.people = people;
    this.visibility = visibility;
  }

  /**
   * One act.
   *
   * @param by the account, program or system, as the log has it
   * @param who its name at school, or what it is; null if it is gone
   * @param whose the same for the account that it was done to
   */
  record Told(
      long position,
      Instant at,
      String what,
      @Nullable String account,
      @Nullable String whose,
      String detail,
      String by,
      @Nullable String who)
      implements OwnStory.Line {}

  @GetMapping("/api/accounts/{id}/history")
  @Allowed(who = Who.WITNESSES, over = Over.SCHOOL)
  List<Told> of(
      @PathVariable String id,
      @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
      @RequestParam(defaultValue = "" + SHOWN) @Min(1) @Max(1_000) int limit) {
    List<Told> told = told(id, before, limit);
    if (told.isEmpty() && !acts.isKnown(id)) {
      throw Refusal.notFound("signin.account-unknown");
    }
    return told;
  }

  @Override
  public List<Told> ofOwn(String account) {
    return told(account, Long.MAX_VALUE, OWN);
  }

  private List<Told> told(@Nullable String account, long before, int limit) {
    List<Act> found = acts.latest(account, before, limit);
    List<String> ids =
        found.stream()
            .flatMap(act -> Stream.of(act.by(), "user:" + act.account()))
            .distinct()
            .toList();
    // Who an account is stands where a person's request does not reach.
    Map<String, String> names = visibility.asProgram(() -> people.names(ids));
    return found.stream()
        .map(
            act ->
                new Told(
                    act.position(),
                    act.at(),
                    act.what(),
                    act.account(),
                    names.get("user:" + act.account()),
                    act.detail(),
                    act.by(),
                    names.get(act.by())))
        .toList();
  }

  @Controller
  static class Page {
    private final ShowActs acts;

    Page(ShowActs acts) {
      this.acts = acts;
    }

    @GetMapping("/audit/accounts")
    @Allowed(who = Who.WITNESSES, over = Over.SCHOOL)
    String show(
        @RequestParam(required = false) @Nullable String account,
        @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
        Model model) {
      String one = account == null || account.isBlank() ? null : account.strip();
      List<Told> told = acts.told(one, before, SHOWN);
      model.addAttribute("acts", told);
      model.addAttribute("account", one);
      model.addAttribute("next", told.size() < SHOWN ? null : told.getLast().position());
      return "audit/acts";
    }
  }
}
