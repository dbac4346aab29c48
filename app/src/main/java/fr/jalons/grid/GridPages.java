package fr.jalons.grid;

import fr.jalons.access.Permitted;
import fr.jalons.evaluation.grid.SelfAssessment;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.grid.ShowGrid.Answered;
import fr.jalons.grid.ShowGrid.Whole;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.printing.PrintedPages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** «Grille vivante»: the campaigns, and one as the official form, which can be filled in. */
@Controller
class GridPages {
  /** The parts of the form under its three columns; any other stands below them all. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "Contexte, stratégie, sens, objectifs", "plan",
          "Organisation pédagogique", "plan",
          "Modalités pédagogiques", "do",
          "Suivi et évaluation", "check",
          "Exemples d’outils et d’indicateurs de suivi", "check");

  private static final String BELOW = "below";

  private final ShowGrid grid;
  private final Permitted permitted;
  private final PrintedPages printed;

  GridPages(ShowGrid grid, Permitted permitted, PrintedPages printed) {
    this.grid = grid;
    this.permitted = permitted;
    this.printed = printed;
  }

  /** Questions under one heading. */
  record Part(String title, List<Answered> questions) {}

  @GetMapping("/self-assessments")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  String all(@RequestParam(required = false) @Nullable SchoolId school, Model model) {
    model.addAttribute("campaigns", grid.all(school, null));
    model.addAttribute("forms", permitted.formsOf("/self-assessments"));
    return "grid/campaigns";
  }

  /**
   * A campaign.
   *
   * @param answer the question whose form is open: 48 of them would be most of the page
   */
  @GetMapping("/self-assessments/{campaign}")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  Object one(
      @PathVariable RecordId campaign,
      @RequestParam(required = false) @Nullable UUID compare,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String answer,
      @RequestParam(required = false) @Nullable String print,
      Model model) {
    String moment = asOf == null || asOf.isBlank() ? null : asOf;
    RecordId other = compare == null ? null : new RecordId(compare);
    Whole whole = grid.one(campaign, other, moment);
    List<SelfAssessment> others = grid.others(whole, moment);
    model.addAttribute("grid", whole);
    model.addAttribute("others", others);
    model.addAttribute(
        "compared", others.stream().filter(one -> one.id().equals(other)).findFirst().orElse(null));
    SequencedMap<String, List<Part>> columns = columns(whole);
    model.addAttribute("below", Objects.requireNonNullElse(columns.remove(BELOW), List.of()));
    model.addAttribute("columns", columns);
    model.addAttribute("asOf", moment);
    model.addAttribute("pages", readable(whole));
    model.addAttribute("answering", answer);
    model.addAttribute("key", UUID.randomUUID());
    model.addAttribute(
        "answerable", moment == null && whole.running() && permitted.may("AnswerQuestion"));
    return print == null ? "grid/grid" : printed.of("grid/grid");
  }

  /** The pages with what was counted that the reader may open. */
  private Set<String> readable(Whole whole) {
    return whole.questions().stream()
        .flatMap(question -> question.evidence().stream())
        .flatMap(found -> found.parts().stream())
        .flatMap(part -> Stream.ofNullable(part.page()))
        .distinct()
        .filter(permitted::reads)
        .collect(Collectors.toSet());
  }

  private static SequencedMap<String, List<Part>> columns(Whole whole) {
    SequencedMap<String, List<Answered>> parts =
        whole.questions().stream()
            .collect(
                Collectors.groupingBy(Answered::part, LinkedHashMap::new, Collectors.toList()));
    SequencedMap<String, List<Part>> columns = new LinkedHashMap<>();
    parts.forEach(
        (title, questions) ->
            columns
                .computeIfAbsent(COLUMNS.getOrDefault(title, BELOW), column -> new ArrayList<>())
                .add(new Part(title, questions)));
    return columns;
  }
}
