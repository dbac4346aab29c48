package fr.jalons.publications;

import fr.jalons.access.Permitted;
import fr.jalons.access.Visibility;
import fr.jalons.evaluation.publications.AcknowledgeReading;
import fr.jalons.events.RecordId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of published results: all of them, and one, with «J’ai lu» for whom it addresses. */
@Controller
class PublicationPages {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ShowPublications publications;
  private final Visibility visibility;
  private final Permitted permitted;
  private final Commands commands;
  private final ReadModels readModels;

  PublicationPages(
      ShowPublications publications,
      Visibility visibility,
      Permitted permitted,
      Commands commands,
      ReadModels readModels) {
    this.publications = publications;
    this.visibility = visibility;
    this.permitted = permitted;
    this.commands = commands;
    this.readModels = readModels;
  }

  @GetMapping("/publications")
  @Allowed(who = Who.READERS, over = Over.SCHOOL)
  String all(Model model) {
    model.addAttribute("publications", publications.all(null));
    model.addAttribute("forms", permitted.formsOf("/publications"));
    return "publications/all";
  }

  @GetMapping("/publications/{publication}")
  @Allowed(who = Who.READERS, over = Over.SCHOOL)
  String one(@PathVariable UUID publication, Model model) {
    ShowPublications.Publication shown = publications.one(publication);
    model.addAttribute("publication", shown);
    model.addAttribute(
        "codes", shown.figures().stream().map(figure -> figure.code()).distinct().toList());
    model.addAttribute("scopes", scopes(shown));
    model.addAttribute(
        "mayAcknowledge",
        visibility.person() != null
            && !shown.read()
            && shown.withdrawal() == null
            && permitted.may(AcknowledgeReading.class.getSimpleName()));
    return "publications/one";
  }

  private static List<?> scopes(ShowPublications.Publication shown) {
    return shown.figures().stream().map(figure -> figure.scope()).distinct().toList();
  }

  /** The reader is whoever is signed in. */
  @PostMapping("/publications/{publication}/readings")
  @Allowed(who = Who.RESPONDENTS_AND_HEADS, over = Over.RECORD)
  String read(@PathVariable UUID publication, RedirectAttributes redirect) {
    UUID reader = visibility.person();
    if (reader == null) {
      throw Refusal.invalid("readerId", "evaluation.publication-not-addressed");
    }
    RecordId read = new RecordId(publication);
    AcknowledgeReading wanted =
        new AcknowledgeReading(new RecordId(UUID.randomUUID()), read, reader);
    RecordId reading = commands.idOf(wanted.sameness(), RecordId::new);
    readModels.await(
        commands.send(new AcknowledgeReading(reading, read, reader)).position(), PATIENCE);
    redirect.addFlashAttribute("done", AcknowledgeReading.class.getSimpleName());
    return "redirect:/publications/" + publication;
  }
}
