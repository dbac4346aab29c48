package fr.jalons.steering;

import fr.jalons.access.Permitted;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.indicators.YearSwitch;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.planning.meetings.Meeting;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Part;
import fr.jalons.printing.PrintedPages;
import fr.jalons.school.known.ScheduledPeriod;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The pages of a school: each shows the aspects that name its address. A new page needs its address
 * here, and the words {@code page.ADDRESS} in the bundles. With {@code ?print} it comes as a PDF.
 */
@Controller
class SchoolPages {
  private static final List<String> ADDRESSES =
      List.of(
          "/plan",
          "/meetings",
          "/actions",
          "/partners",
          "/resources",
          "/communication",
          "/showcases");

  private final SchoolFiles files;
  private final Permitted permitted;
  private final PrintedPages printed;
  private final PlanVersions versions;
  private final YearSwitch years;
  private final SchoolYears schoolYears;

  SchoolPages(
      SchoolFiles files,
      PlanVersions versions,
      YearSwitch years,
      SchoolYears schoolYears,
      Permitted permitted,
      PrintedPages printed,
      Folds folds) {
    this.files = files;
    this.versions = versions;
    this.years = years;
    this.schoolYears = schoolYears;
    this.permitted = permitted;
    this.printed = printed;
    folds
        .shown(Tags.SCHOOL)
        .forEach(
            (fold, shown) -> {
              if (!ADDRESSES.contains(shown.page())) {
                throw new IllegalStateException(
                    "The aspect %s of a school is shown on the page '%s', which there is not."
                        .formatted(fold.type().getName(), shown.page()));
              }
            });
  }

  @GetMapping("/plan")
  @Allowed(who = Who.READERS, over = Over.SCHOOL)
  Object plan(
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String print,
      Model model) {
    return show("/plan", school, asOf, print, model);
  }

  @GetMapping({"/meetings", "/actions", "/partners", "/resources", "/communication", "/showcases"})
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  Object page(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String print,
      Model model) {
    String address =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    return show(address, school, asOf, print, model);
  }

  private List<MeetingWeeks.Week> weeks(SchoolFiles.File file) {
    List<Meeting> meetings =
        listed(file, "/meetings", "meetings", Meeting.Month.class)
            .flatMap(month -> month.meetings().stream())
            .map(Meeting.Held::meeting)
            .toList();
    return meetings.isEmpty()
        ? List.of()
        : MeetingWeeks.of(
            meetings,
            listed(file, "/plan", "periods", ScheduledPeriod.Band.class).toList(),
            schoolYears.period(file.school(), null, file.day(), file.at()));
  }

  private static <E> Stream<E> listed(
      SchoolFiles.File file, String page, String name, Class<E> type) {
    return file.unmeasured(page).stream()
        .filter(part -> part.name().equals(name))
        .flatMap(part -> part.view() instanceof List<?> all ? all.stream() : Stream.empty())
        .map(type::cast);
  }

  private Object show(
      String address,
      @Nullable SchoolId school,
      @Nullable String asOf,
      @Nullable String print,
      Model model) {
    String moment = asOf == null || asOf.isBlank() ? null : asOf;
    SchoolFiles.File file = files.file(school, moment);
    model.addAttribute("file", file);
    model.addAttribute("address", address);
    model.addAttribute("heading", "page." + address.substring(1));
    model.addAttribute("asOf", moment);
    model.addAttribute(
        "years", years.ofMoments(file.school(), address + "?school=" + file.school(), file.day()));
    model.addAttribute(
        "versions",
        address.equals("/plan") ? versions.of(file.school(), file.day(), file.at()) : List.of());
    model.addAttribute("weeks", address.equals("/meetings") ? weeks(file) : List.of());
    model.addAttribute("sections", Part.byColumn(file.on(address)));
    model.addAttribute("pages", permitted.reads("/meetings") ? ADDRESSES : List.of());
    model.addAttribute("forms", moment == null ? permitted.formsOf(address) : List.of());
    return print == null ? "steering/page" : printed.of("steering/page");
  }
}
