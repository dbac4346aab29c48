package fr.jalons.delivery.sessions;

import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.school.Directory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The sessions of a class or group, and one of them with its roll. */
@Controller
class SessionPages {
  private final Sessions sessions;
  private final OneSession one;
  private final Directory directory;

  SessionPages(Sessions sessions, OneSession one, Directory directory) {
    this.sessions = sessions;
    this.one = one;
    this.directory = directory;
  }

  @GetMapping("/sessions")
  @Allowed(who = Who.STAFF, over = Over.NAMES)
  String list(
      @RequestParam(name = "class", required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable SchoolId school,
      Model model) {
    ClassOrGroup audience = ClassOrGroup.of(division, group, school, "class");
    model.addAttribute("audience", audience);
    model.addAttribute("sessions", sessions.around(audience));
    return "sessions/list";
  }

  @GetMapping("/sessions/{session}")
  @Allowed(who = Who.STAFF, over = Over.SESSION)
  String one(@PathVariable SessionId session, Model model) {
    Sessions.Row row = one.find(session);
    model.addAttribute("row", row);
    model.addAttribute(
        "names",
        directory.names(
            Stream.concat(
                    row.students().stream().map(StudentId::new),
                    row.attendance().stream().map(Sessions.Line::studentId))
                .distinct()
                .toList()));
    return "sessions/session";
  }
}
