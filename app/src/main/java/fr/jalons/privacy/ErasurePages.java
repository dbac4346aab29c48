package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.database.Cleared;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.DateTexts;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.Directory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an administrator sees and does about erasures, asked for and to come. */
@Controller
class ErasurePages {
  private static final String PAGE = "redirect:/erasures";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LONGEST_REASON = 1000;

  private final ErasureRows rows;
  private final Retention retention;
  private final Erasures erasures;
  private final Commands commands;
  private final CurrentActor actor;
  private final Directory directory;
  private final ReadModels readModels;
  private final Messages messages;
  private final DateTexts dates;

  ErasurePages(
      ErasureRows rows,
      Retention retention,
      Erasures erasures,
      Commands commands,
      CurrentActor actor,
      Directory directory,
      ReadModels readModels,
      Messages messages,
      DateTexts dates) {
    this.rows = rows;
    this.retention = retention;
    this.erasures = erasures;
    this.commands = commands;
    this.actor = actor;
    this.directory = directory;
    this.readModels = readModels;
    this.messages = messages;
    this.dates = dates;
  }

  @GetMapping("/erasures")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String page(@RequestParam(required = false) @Nullable StudentId student, Model model) {
    List<ErasureRows.Row> requests = rows.all();
    List<Retention.Due> due = retention.preview(retention.today().plusYears(1));
    List<StudentId> shown =
        Stream.of(
                requests.stream().map(ErasureRows.Row::student),
                due.stream().map(Retention.Due::student),
                Stream.ofNullable(student))
            .flatMap(students -> students)
            .distinct()
            .toList();
    model.addAttribute("requests", requests);
    model.addAttribute("due", due);
    model.addAttribute("names", directory.names(shown));
    model.addAttribute("student", student);
    model.addAttribute("me", actor.id());
    model.addAttribute(
        "waitsFor",
        requests.stream()
            .flatMap(request -> request.waitsFor().stream())
            .distinct()
            .map(this::sentence)
            .toList());
    model.addAttribute(
        "unverified",
        requests.stream()
            .flatMap(request -> request.unverified().stream())
            .distinct()
            .map(what -> messages.of("privacy.unverified." + what))
            .toList());
    return "privacy/erasures";
  }

  @PostMapping("/erasures")
  @Allowed(who = Who.OPERATORS, over = Over.STUDENT)
  String request(
      @RequestParam StudentId student, @RequestParam String reason, RedirectAttributes attributes) {
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      attributes.addFlashAttribute("problem", messages.of("privacy.reason-length", LONGEST_REASON));
      return PAGE + "?student=" + student;
    }
    ErasureRequestId id = new ErasureRequestId(UUID.randomUUID());
    attempt(() -> commands.send(new RequestErasure(id, student, reason, actor.id())), attributes);
    return PAGE;
  }

  @PostMapping("/erasures/{request}/approval")
  @Allowed(who = Who.OPERATORS, over = Over.ERASURE)
  String approve(@PathVariable ErasureRequestId request, RedirectAttributes attributes) {
    if (attempt(() -> commands.send(new ApproveErasure(request, actor.id())), attributes)
        && !erasures.carryOut(List.of(request)).done()) {
      attributes.addFlashAttribute("problem", messages.of("privacy.resumed-later"));
    }
    return PAGE;
  }

  private String sentence(Cleared.Obstacle obstacle) {
    Instant since = obstacle.since();
    String what = messages.of("privacy.waits." + obstacle.kind());
    return messages.of(
        "privacy.waits",
        messages.of("privacy.database." + obstacle.database()),
        since == null ? what : messages.of("privacy.waits-since", what, dates.moment(since)));
  }

  /** The page is shown again, with what was done, or with the reason why not. */
  private boolean attempt(Supplier<Receipt> command, RedirectAttributes attributes) {
    try {
      readModels.await(command.get().position(), PATIENCE);
      return true;
    } catch (Refusal refusal) {
      attributes.addFlashAttribute("problem", messages.of(refusal.faults().getFirst()));
      return false;
    }
  }
}
