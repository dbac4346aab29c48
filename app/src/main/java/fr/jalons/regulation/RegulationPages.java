package fr.jalons.regulation;

import fr.jalons.access.Permitted;
import fr.jalons.access.Visibility;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.SchoolId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.regulation.Alerts.Alert;
import fr.jalons.regulation.Alerts.Wanted;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page of regulation (S27): what waits for a decision, what goes on, what came of it. Of a body
 * that follows people, it shows them meeting by meeting.
 */
@Controller
class RegulationPages {
  private final Alerts alerts;
  private final AlertCards cards;
  private final Directory directory;
  private final Permitted permitted;
  private final Visibility visibility;
  private final Clock clock;

  RegulationPages(
      Alerts alerts,
      AlertCards cards,
      Directory directory,
      Permitted permitted,
      Visibility visibility,
      Clock clock) {
    this.alerts = alerts;
    this.cards = cards;
    this.directory = directory;
    this.permitted = permitted;
    this.visibility = visibility;
    this.clock = clock;
  }

  @GetMapping("/alerts")
  @Allowed(who = Who.STAFF, over = Over.NAMES)
  String alerts(
      @RequestParam(name = "class", required = false) @Nullable String schoolClass,
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @Nullable Body body,
      Model model) {
    String named = schoolClass == null || schoolClass.isBlank() ? null : schoolClass;
    List<Alert> found =
        alerts.find(new Wanted(named, null, null, school, null, body, null, null, null));
    model.addAttribute("schoolClass", named);
    model.addAttribute("school", school);
    model.addAttribute("body", body);
    model.addAttribute("bodies", Body.values());
    model.addAttribute(
        "classes",
        directory.classes(LocalDate.now(clock)).stream()
            .filter(one -> visibility.reaches(one.structure()))
            .map(Directory.ClassOfSchool::code)
            .distinct()
            .toList());
    model.addAttribute("forms", permitted.formsOf("/alerts"));
    model.addAttribute("mayEvaluate", permitted.may("DecideRegulation"));
    if (AlertCards.isFollowing(body)) {
      model.addAttribute("watch", cards.watch(found));
    } else {
      model.addAttribute("columns", cards.columns(found));
    }
    return "regulation/alerts";
  }
}
