package fr.jalons.letters;

import fr.jalons.evaluation.surveys.SurveyLinks;
import fr.jalons.evaluation.surveys.SurveyLinks.Asked;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Problems;
import fr.jalons.security.Throttle;
import fr.jalons.surveys.SurveyForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Behind a link one answers a survey, without an account. The page names nobody: who finds a letter
 * learns no more than it says. Looking does not use a link up, answering does.
 */
@Controller
class SurveyAnswerPages {
  static final String ADDRESS = "/answers";
  private static final String PAGE = "letters/answer";

  /** Guesses are counted by address; what they begin with keeps neighbours apart. */
  private static final int COUNTED = 8;

  private final SurveyLinks links;
  private final Throttle throttle;
  private final Problems problems;

  SurveyAnswerPages(SurveyLinks links, Throttle throttle, Problems problems) {
    this.links = links;
    this.throttle = throttle;
    this.problems = problems;
  }

  @GetMapping(ADDRESS + "/{token}")
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  @Nullable String open(
      @PathVariable String token,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (isTooFast(token, request, response)) {
      return null;
    }
    Optional<Asked> asked = found(token, request);
    return asked.isEmpty() ? gone(response, model) : form(token, asked.get(), Map.of(), model);
  }

  @PostMapping(ADDRESS + "/{token}")
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  @Nullable String answer(
      @PathVariable String token,
      @RequestParam Map<String, String> fields,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (isTooFast(token, request, response)) {
      return null;
    }
    Asked asked = found(token, request).orElse(null);
    if (asked == null) {
      return gone(response, model);
    }
    Map<String, String> answers = SurveyForm.answers(asked.questions(), fields);
    try {
      SurveyForm.requireSome(answers);
      links.answer(asked, answers);
    } catch (Refusal refusal) {
      response.setStatus(refusal.kind().status());
      model.addAttribute("faults", problems.entries(refusal));
      return refusal.kind() == Refusal.Kind.INVALID
          ? form(token, asked, answers, model)
          : state("REFUSED", model);
    }
    return state("THANKS", model);
  }

  /** Whoever tries many tokens waits, whatever they try then. */
  private boolean isTooFast(String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Referrer-Policy", "no-referrer"); // the address is the secret
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    long wait = throttle.admit(counted(token), request.getRemoteAddr());
    if (wait > 0) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }
    return wait > 0;
  }

  private Optional<Asked> found(String token, HttpServletRequest request) {
    Optional<Asked> asked = links.asked(token);
    if (asked.isPresent()) {
      throttle.succeeded(counted(token), request.getRemoteAddr());
    }
    return asked;
  }

  private static String counted(String token) {
    return "survey-link:" + token.substring(0, Math.min(COUNTED, token.length()));
  }

  private static String form(String token, Asked asked, Map<String, String> answers, Model model) {
    model.addAttribute("token", token);
    model.addAttribute("survey", asked);
    model.addAttribute("answers", answers);
    return state("FORM", model);
  }

  /** One that never was looks like one that was used. */
  private static String gone(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.GONE.value());
    return state("GONE", model);
  }

  private static String state(String state, Model model) {
    model.addAttribute("state", state);
    if (!model.containsAttribute("faults")) {
      model.addAttribute("faults", List.of());
    }
    return PAGE;
  }
}
