package fr.jalons.school.importroster;

import fr.jalons.events.SchoolId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Problems;
import fr.jalons.school.identity.People;
import fr.jalons.school.roster.Hints;
import fr.jalons.school.roster.ListColumn;
import fr.jalons.school.roster.ListHeadings;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.roster.RosterReader;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The import in the browser: what the files would change is shown before they are imported, and who
 * is who where they leave a doubt.
 */
@Controller
class RosterPage {
  private static final String PAGE = "school/rosters";

  /** The month in which schools prepare the next year's lists. */
  private static final int NEW_YEAR = Month.AUGUST.getValue();

  private final RosterImports imports;
  private final Conflicts conflicts;
  private final ResolveConflict.Resolutions resolutions;
  private final Problems problems;
  private final Clock clock;

  RosterPage(
      RosterImports imports,
      Conflicts conflicts,
      ResolveConflict.Resolutions resolutions,
      Problems problems,
      Clock clock) {
    this.imports = imports;
    this.conflicts = conflicts;
    this.resolutions = resolutions;
    this.problems = problems;
    this.clock = clock;
  }

  @GetMapping("/rosters")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String page(Model model) {
    model.addAttribute("faults", List.of());
    return page(List.of(), model);
  }

  /** Nothing is imported unless it is asked for: a form that says nothing asks what would be. */
  @PostMapping("/rosters")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  String send(
      @RequestPart(name = "files", required = false) @Nullable List<MultipartFile> files,
      @RequestParam(name = "confirm", required = false) @Nullable List<String> confirm,
      @RequestParam(required = false) @Nullable String school,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(required = false) @Nullable List<String> columns,
      @RequestParam(defaultValue = "true") boolean dryRun,
      Model model) {
    model.addAttribute("faults", List.of());
    List<ListHeadings> lists = List.of();
    try {
      List<RosterFile> sent = Uploads.of(files);
      List<String> told = Objects.requireNonNullElse(columns, List.<String>of());
      Hints hints = Hints.of(school(school), year, told);
      lists = RosterReader.headings(sent, hints);
      Set<Confirmation> confirmed = Confirmation.of(Objects.requireNonNullElse(confirm, List.of()));
      if (dryRun) {
        model.addAttribute("dry", imports.dryRun(sent, hints));
      } else {
        importNow(sent, hints, confirmed, model);
      }
    } catch (Refusal refusal) {
      model.addAttribute("faults", problems.entries(refusal));
    }
    return page(lists, model);
  }

  /** Nothing is chosen for who sends what tells its school itself. */
  private static @Nullable SchoolId school(@Nullable String uai) {
    try {
      return uai == null || uai.isBlank()
          ? null
          : new SchoolId(uai.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("school", "roster.bad-uai");
    }
  }

  private String page(List<ListHeadings> lists, Model model) {
    LocalDate today = LocalDate.now(clock);
    Map<String, String> matched = new HashMap<>();
    lists.forEach(list -> list.columns().forEach(matched::putIfAbsent));
    model.addAttribute("listColumns", ListColumn.values());
    model.addAttribute(
        "headings", lists.stream().flatMap(list -> list.headings().stream()).distinct().toList());
    model.addAttribute("matched", matched);
    model.addAttribute(
        "year", today.getMonthValue() < NEW_YEAR ? today.getYear() - 1 : today.getYear());
    if (!model.containsAttribute("conflicts")) {
      model.addAttribute("conflicts", conflicts.open().stream().map(ConflictForm::of).toList());
    }
    return PAGE;
  }

  /** Somebody has told which student each line of a conflict is. */
  @PostMapping("/rosters/conflicts/{id}")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  String resolve(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      RedirectAttributes flash) {
    Map<String, String> chosen = ConflictForm.chosen(sent);
    List<ConflictForm> open = conflicts.open().stream().map(ConflictForm::of).toList();
    try {
      resolutions.resolve(
          id,
          open.stream()
              .filter(one -> one.conflict().id().equals(id))
              .findFirst()
              .map(form -> form.lines(chosen))
              .orElse(Map.of()));
      flash.addFlashAttribute("resolved", true);
      return "redirect:/rosters";
    } catch (Refusal refusal) {
      return refused(id, chosen, open, problems.entries(refusal), model);
    }
  }

  /** A refusal stands beside the line that it is about, or else above the page. */
  private String refused(
      UUID id,
      Map<String, String> chosen,
      List<ConflictForm> open,
      List<Problems.Entry> entries,
      Model model) {
    Set<String> numbers =
        open.stream()
            .filter(one -> one.conflict().id().equals(id))
            .flatMap(one -> one.conflict().lines().stream().map(People.Line::eleveId))
            .collect(Collectors.toSet());
    Map<String, String> beside = new HashMap<>();
    List<Problems.Entry> above = new ArrayList<>();
    for (Problems.Entry entry : entries) {
      if (entry.field() != null && numbers.contains(entry.field())) {
        beside.put(entry.field(), entry.message());
      } else {
        above.add(entry);
      }
    }
    model.addAttribute("faults", List.of());
    model.addAttribute("unresolved", above);
    model.addAttribute(
        "conflicts",
        open.stream()
            .map(one -> one.conflict().id().equals(id) ? one.refused(chosen, beside) : one)
            .toList());
    return page(List.of(), model);
  }

  /** What is still to be confirmed is shown with what would be. */
  private void importNow(
      List<RosterFile> sent, Hints hints, Set<Confirmation> confirmed, Model model) {
    try {
      model.addAttribute("done", imports.run(confirmed, sent, hints).getBody());
    } catch (Refusal refusal) {
      if (refusal.confirm().isEmpty()) {
        throw refusal;
      }
      model.addAttribute("faults", problems.entries(refusal));
      model.addAttribute("dry", imports.dryRun(sent, hints));
    }
  }
}
