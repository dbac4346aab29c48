package fr.jalons.letters;

import fr.jalons.evaluation.surveys.SurveyLinks;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Messages;
import fr.jalons.printing.PrintedPages;
import fr.jalons.security.QrCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * An administrator prints for everyone who has still to answer a survey a link that needs no
 * account: as letters, or as a list of each class.
 */
@Controller
class SurveyLetters {
  private final SurveyLinks links;
  private final PrintedPages printed;
  private final Messages messages;
  private final String site;

  SurveyLetters(
      SurveyLinks links,
      PrintedPages printed,
      Messages messages,
      @Value("${jalons.url:}") String site) {
    this.links = links;
    this.printed = printed;
    this.messages = messages;
    this.site = site.strip().replaceAll("/+$", "");
  }

  /** How links are printed. */
  enum Form {
    LETTERS,
    LIST
  }

  /** A link on paper, with its picture. */
  record Sheet(String name, String link, String picture) {}

  @GetMapping("/surveys/letters")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  String page(Model model) {
    model.addAttribute("surveys", links.open());
    model.addAttribute("forms", Form.values());
    return "letters/surveys";
  }

  @PostMapping("/surveys/{survey}/letters")
  @Allowed(who = Who.OPERATORS, over = Over.SURVEY)
  Object print(
      @PathVariable SurveyId survey,
      @RequestParam(defaultValue = "LETTERS") Form form,
      Model model,
      RedirectAttributes flash) {
    try {
      List<SurveyLinks.Link> all = links.issue(survey);
      if (!all.isEmpty()) {
        SurveyLinks.Asked asked = links.asked(all.getFirst().token()).orElseThrow();
        Map<String, List<Sheet>> classes =
            all.stream()
                .collect(
                    Collectors.groupingBy(
                        link -> Objects.requireNonNullElse(link.to().className(), ""),
                        LinkedHashMap::new,
                        Collectors.mapping(this::sheet, Collectors.toList())));
        model.addAttribute("survey", asked);
        model.addAttribute("classes", classes);
        return printed.of(form == Form.LETTERS ? "letters/survey-letters" : "letters/survey-list");
      }
      flash.addFlashAttribute("problem", messages.of("survey.letters.nobody"));
    } catch (Refusal refusal) {
      flash.addFlashAttribute("problem", messages.of(refusal.faults().getFirst()));
    }
    return "redirect:/surveys/letters";
  }

  private Sheet sheet(SurveyLinks.Link link) {
    String address = address(link);
    return new Sheet(link.to().name(), address, QrCode.of(address));
  }

  String address(SurveyLinks.Link link) {
    return address() + SurveyAnswerPages.ADDRESS + '/' + link.token();
  }

  /** As the installation is called ({@code JALONS_URL}), or as whoever asks has called it. */
  private String address() {
    return site.isEmpty()
        ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
        : site;
  }
}
