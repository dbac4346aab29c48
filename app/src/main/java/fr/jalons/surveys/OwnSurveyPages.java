package fr.jalons.surveys;

import fr.jalons.evaluation.surveys.OwnSurveys;
import fr.jalons.evaluation.surveys.OwnSurveys.Asked;
import fr.jalons.evaluation.surveys.OwnSurveys.State;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.forms.FormPages;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Who has signed in answers a survey in their own name: a guardian as the guardian, a student as
 * the student. The account says who that is, and no field does. Nothing of an answer is kept in the
 * session: the page itself tells its readers, and them alone, that they have answered.
 */
@Controller
class OwnSurveyPages {
  static final String ADDRESS = "/surveys/{survey}";
  private static final String PAGE = "surveys/answer";

  /** That there is no such survey any more, or not for the reader to see. */
  private static final String GONE = "GONE";

  private final OwnSurveys surveys;
  private final Problems problems;

  OwnSurveyPages(OwnSurveys surveys, Problems problems) {
    this.surveys = surveys;
    this.problems = problems;
  }

  @GetMapping(ADDRESS)
  @Allowed(who = Who.RESPONDENTS, over = Over.SURVEY)
  String open(@PathVariable SurveyId survey, Model model, HttpServletResponse response) {
    Asked asked = surveys.asked(survey).orElse(null);
    response.setStatus(status(asked).value());
    return show(asked, Map.of(), UUID.randomUUID().toString(), List.of(), model);
  }

  @PostMapping(ADDRESS)
  @Allowed(who = Who.RESPONDENTS, over = Over.SURVEY)
  Object answer(
      @PathVariable SurveyId survey,
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Asked asked = surveys.asked(survey).orElse(null);
    String key = fields.getOrDefault(FormPages.KEY, "");
    Map<String, String> answers =
        asked == null ? Map.of() : SurveyForm.answers(asked.questions(), fields);
    if (!key.isBlank()) {
      request.setAttribute(Commands.FORM_KEY, key);
    }
    try {
      if (asked != null && asked.state() == State.WAITING) {
        SurveyForm.requireSome(answers);
      }
      surveys.answer(survey, answers);
    } catch (Refusal refusal) {
      response.setStatus(refusal.kind().status());
      Asked now = surveys.asked(survey).orElse(null);
      boolean said = now == null || now.state() != State.WAITING;
      return show(now, answers, key, said ? List.of() : problems.entries(refusal), model);
    }
    RedirectView thanks = new RedirectView("/surveys/" + survey, true);
    thanks.setStatusCode(HttpStatus.SEE_OTHER);
    return thanks;
  }

  private static HttpStatus status(@Nullable Asked asked) {
    if (asked == null) {
      return HttpStatus.GONE;
    }
    return switch (asked.state()) {
      case WAITING, ANSWERED -> HttpStatus.OK;
      case NOT_INVITED -> HttpStatus.FORBIDDEN;
      case CLOSED -> HttpStatus.GONE;
    };
  }

  private static String show(
      @Nullable Asked asked,
      Map<String, String> answers,
      String key,
      List<Problems.Entry> faults,
      Model model) {
    model.addAttribute("state", asked == null ? GONE : asked.state().name());
    model.addAttribute("survey", asked);
    model.addAttribute("answers", answers);
    model.addAttribute("key", key);
    model.addAttribute("faults", faults);
    return PAGE;
  }
}
