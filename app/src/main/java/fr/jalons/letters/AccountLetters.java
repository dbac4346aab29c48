package fr.jalons.letters;

import fr.jalons.events.StructureId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Messages;
import fr.jalons.printing.PrintedPages;
import fr.jalons.school.Directory;
import fr.jalons.security.AccountMail;
import fr.jalons.security.QrCode;
import fr.jalons.security.RosterAccounts;
import fr.jalons.security.RosterAccounts.Letter;
import fr.jalons.security.RosterAccounts.People;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An administrator sees who of a class has come in. The others get a letter with their link as a
 * picture, or the link by e-mail if the school knows their address.
 */
@Controller
class AccountLetters {
  private final RosterAccounts accounts;
  private final AccountMail mail;
  private final Directory directory;
  private final PrintedPages printed;
  private final Messages messages;
  private final Clock clock;

  AccountLetters(
      RosterAccounts accounts,
      AccountMail mail,
      Directory directory,
      PrintedPages printed,
      Messages messages,
      Clock clock) {
    this.accounts = accounts;
    this.mail = mail;
    this.directory = directory;
    this.printed = printed;
    this.messages = messages;
    this.clock = clock;
  }

  /** A letter with the picture of its link. */
  record Sheet(Letter letter, String picture) {}

  @GetMapping("/accounts/letters")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String page(
      @RequestParam(required = false) @Nullable String structure,
      @RequestParam(defaultValue = "STUDENTS") People people,
      Model model) {
    List<Directory.ClassOfSchool> classes = directory.classes(LocalDate.now(clock));
    model.addAttribute("classes", classes);
    model.addAttribute("structure", structure);
    model.addAttribute("people", people);
    model.addAttribute("all", People.values());
    model.addAttribute("missing", mail.missing());
    model.addAttribute(
        "holders", structure == null ? null : accounts.of(among(classes, structure), people));
    return "letters/accounts";
  }

  @PostMapping("/accounts/letters")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  Object print(
      @RequestParam String structure,
      @RequestParam People people,
      @RequestParam(defaultValue = "false") boolean again,
      Model model,
      RedirectAttributes flash) {
    try {
      List<Letter> letters =
          accounts.invite(among(directory.classes(LocalDate.now(clock)), structure), people, again);
      if (!letters.isEmpty()) {
        model.addAttribute("people", people);
        model.addAttribute(
            "sheets",
            letters.stream().map(letter -> new Sheet(letter, QrCode.of(letter.link()))).toList());
        return printed.of("letters/letters");
      }
      flash.addFlashAttribute("problem", messages.of("letters.nobody"));
    } catch (Refusal refusal) {
      flash.addFlashAttribute("problem", messages.of(refusal.faults().getFirst()));
    }
    return back(structure, people);
  }

  @PostMapping("/accounts/letters/mail")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String send(
      @RequestParam String structure,
      @RequestParam People people,
      @RequestParam(defaultValue = "false") boolean again,
      RedirectAttributes flash) {
    try {
      AccountMail.Asked asked =
          mail.ask(among(directory.classes(LocalDate.now(clock)), structure), people, again);
      flash.addFlashAttribute("asked", asked);
    } catch (Refusal refusal) {
      flash.addFlashAttribute("unsent", messages.of(refusal.faults().getFirst()));
    }
    return back(structure, people);
  }

  private static String back(String structure, People people) {
    return "redirect:"
        + UriComponentsBuilder.fromPath("/accounts/letters")
            .queryParam("structure", "{structure}")
            .queryParam("people", people)
            .encode()
            .buildAndExpand(structure)
            .toUriString();
  }

  private static StructureId among(List<Directory.ClassOfSchool> classes, String structure) {
    return classes.stream()
        .map(Directory.ClassOfSchool::structure)
        .filter(id -> id.value().equals(structure))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("followup.class-unknown", structure));
  }
}
