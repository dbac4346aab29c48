package fr.jalons.letters;

import fr.jalons.access.Permitted;
import fr.jalons.access.Visibility;
import fr.jalons.evaluation.surveys.SurveyLinks;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Messages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Whoever may open surveys sees those that are open, and reminds by e-mail whom they have asked.
 * The page names nobody: it shows how many.
 */
@Controller
class SurveyReminderPages {
  private static final String PAGE = "/surveys/reminders";

  private final SurveyLinks links;
  private final SurveyReminders reminders;
  private final Visibility visibility;
  private final Permitted permitted;
  private final JdbcClient jdbc;
  private final Messages messages;

  SurveyReminderPages(
      SurveyLinks links,
      SurveyReminders reminders,
      Visibility visibility,
      Permitted permitted,
      JdbcClient jdbc,
      Messages messages) {
    this.links = links;
    this.reminders = reminders;
    this.visibility = visibility;
    this.permitted = permitted;
    this.jdbc = jdbc;
    this.messages = messages;
  }

  /** A survey that is open, and how its reminders stand. */
  public record Row(SurveyLinks.Open survey, SurveyReminders.Standing reminders) {}

  @GetMapping(PAGE)
  @Allowed(who = Who.STEERING, over = Over.SCHOOL)
  String page(Model model) {
    Set<UUID> outOfReach = outOfReach();
    Map<SurveyId, SurveyReminders.Standing> standing = visibility.asProgram(reminders::standing);
    List<Row> rows =
        links.open().stream()
            .filter(survey -> !outOfReach.contains(survey.id().value()))
            .map(
                survey ->
                    new Row(
                        survey, standing.getOrDefault(survey.id(), SurveyReminders.Standing.NONE)))
            .toList();
    model.addAttribute("rows", rows);
    model.addAttribute("missing", reminders.missing());
    model.addAttribute("prints", permitted.reads("/surveys/letters"));
    return "letters/survey-reminders";
  }

  /** Surveys of classes that somebody else leads. */
  private Set<UUID> outOfReach() {
    return jdbc
        .sql(
            "select id, structure from evaluation.survey where structure is not null and not closed")
        .query(
            (row, index) -> Map.entry(row.getObject("id", UUID.class), row.getString("structure")))
        .list()
        .stream()
        .filter(survey -> !visibility.reaches(new StructureId(survey.getValue())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @PostMapping("/surveys/{survey}/reminders")
  @Allowed(who = Who.STEERING, over = Over.SURVEY)
  String remind(@PathVariable SurveyId survey, RedirectAttributes flash) {
    try {
      flash.addFlashAttribute("asked", reminders.remind(survey));
    } catch (Refusal refusal) {
      flash.addFlashAttribute("problem", messages.of(refusal.faults().getFirst()));
    }
    return "redirect:" + PAGE;
  }
}
