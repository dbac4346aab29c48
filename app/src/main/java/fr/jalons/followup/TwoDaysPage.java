package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.DateTexts;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.Directory;
import fr.jalons.school.students.Called;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A class on two days side by side, each as it was known that evening. Who sees figures only, sees
 * no line of a student, and no figure that is withheld on one of the days.
 */
@Controller
class TwoDaysPage {
  /** How far back the page looks until somebody chooses a day. */
  private static final int DAYS_BACK = 30;

  private final ClassFollowUps classes;
  private final Directory directory;
  private final Differences differences;
  private final Visibility visibility;
  private final Messages words;
  private final DateTexts dates;
  private final Clock clock;

  TwoDaysPage(
      ClassFollowUps classes,
      Directory directory,
      Differences differences,
      Visibility visibility,
      Messages words,
      DateTexts dates,
      Clock clock) {
    this.classes = classes;
    this.directory = directory;
    this.differences = differences;
    this.visibility = visibility;
    this.words = words;
    this.dates = dates;
    this.clock = clock;
  }

  @GetMapping("/classes/two-days")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  String page(
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      @RequestParam(required = false) @Nullable LocalDate first,
      @RequestParam(required = false) @Nullable LocalDate second,
      @RequestParam(defaultValue = "false") boolean all,
      HttpServletResponse response,
      Model model) {
    LocalDate today = LocalDate.now(clock);
    Called called = classes.called(structure);
    LocalDate begun =
        classes
            .firstDay(structure)
            .orElseThrow(() -> Refusal.notFound("followup.class-unknown", called.code()));
    LocalDate one = first == null ? latest(begun, today.minusDays(DAYS_BACK)) : first;
    LocalDate other = Objects.requireNonNullElse(second, today);
    Map<String, String> errors = new HashMap<>();
    ClassFollowUps.View before = view(structure, "first", one, begun, today, errors);
    ClassFollowUps.View after = view(structure, "second", other, begun, today, errors);
    if (before != null && after != null) {
      compare(one.isAfter(other) ? after : before, one.isAfter(other) ? before : after, all, model);
    } else {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
    }
    model.addAttribute("called", called);
    model.addAttribute("first", one);
    model.addAttribute("second", other);
    model.addAttribute("all", all);
    model.addAttribute("errors", errors);
    model.addAttribute("figuresOnly", visibility.aggregatesOnly());
    return "followup/class-two-days";
  }

  private void compare(
      ClassFollowUps.View before, ClassFollowUps.View after, boolean all, Model model) {
    List<StudentId> students =
        Stream.of(before, after)
            .flatMap(view -> view.students().stream())
            .map(StudentView::student)
            .distinct()
            .toList();
    TwoDays days = TwoDays.of(before, after, directory.names(students), differences);
    TwoDays shown = all ? days : days.onlyWhatDiffers();
    model.addAttribute("days", shown);
    model.addAttribute("same", days.students().size() - shown.students().size());
  }

  /** Null, with the reason beside its field, for a day of which nothing can be told. */
  private ClassFollowUps.@Nullable View view(
      StructureId structure,
      String field,
      LocalDate day,
      LocalDate begun,
      LocalDate today,
      Map<String, String> errors) {
    if (day.isAfter(today)) {
      errors.put(field, words.of("twodays.future"));
    } else if (day.isBefore(begun)) {
      errors.put(field, words.of("twodays.too-early", dates.day(begun)));
    } else {
      try {
        return classes.figuresAlone(structure, day.equals(today) ? null : day.toString());
      } catch (Refusal none) {
        if (none.kind() != Refusal.Kind.NOT_FOUND) {
          throw none;
        }
        errors.put(field, words.of("twodays.no-class"));
      }
    }
    return null;
  }

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
