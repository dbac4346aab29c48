package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.events.StructureId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The team of a class, and who of it has led a session this year, and who has not yet (S45). */
@Controller
class ClassTeamPage {
  private final ClassFollowUps classes;
  private final ClassTeam team;
  private final Visibility visibility;

  ClassTeamPage(ClassFollowUps classes, ClassTeam team, Visibility visibility) {
    this.classes = classes;
    this.team = team;
    this.visibility = visibility;
  }

  @GetMapping("/classes/team")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  String page(@RequestAttribute(Visibility.NAMED_CLASS) StructureId structure, Model model) {
    ClassFollowUps.Roll view = classes.roll(structure, ClassTeam.PARTS);
    List<ClassTeam.Member> members =
        team.of(structure, view.code(), view.period(), view.students());
    model.addAttribute("code", view.code());
    model.addAttribute("school", view.school().uai());
    model.addAttribute("structure", structure);
    model.addAttribute("period", view.period());
    model.addAttribute("figuresOnly", visibility.aggregatesOnly());
    model.addAttribute("members", members);
    model.addAttribute("led", members.stream().filter(one -> one.sessions() > 0).count());
    return "followup/class-team";
  }
}
