package fr.jalons.steering;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import fr.jalons.events.SchoolId;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Part;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The plan of a school over HTTP (S35): every aspect that stands on its page, under its name. */
@RestController
class ShowPlan {
  private final SchoolFiles files;
  private final SchoolYears years;
  private final PlanVersions versions;

  ShowPlan(SchoolFiles files, SchoolYears years, PlanVersions versions) {
    this.files = files;
    this.years = years;
    this.versions = versions;
  }

  /**
   * A plan.
   *
   * @param year in which the school year begins
   * @param version that it is, or the last one that was adopted; 0 before the first
   * @param adoptedOn the day on which that one was adopted
   * @param position of the log that it stands at
   * @param parts by name
   */
  record Plan(
      SchoolId school,
      int year,
      int version,
      @Nullable LocalDate adoptedOn,
      long position,
      @JsonAnyGetter Map<String, @Nullable Object> parts) {}

  @GetMapping("/api/plan")
  @Allowed(who = Who.READERS, over = Over.SCHOOL)
  Plan plan(
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @Nullable String asOf,
      @Parameter(description = "a version adopted in the school year, from 1 on")
          @RequestParam(required = false)
          @Nullable Integer version) {
    SchoolFiles.File now = files.file(school, asOf == null || asOf.isBlank() ? null : asOf);
    List<PlanVersions.Version> adopted = versions.of(now.school(), now.day(), now.at());
    if (version != null && (version < 1 || version > adopted.size())) {
      throw new Refusal(
          Refusal.Kind.NOT_FOUND, List.of(Fault.of("version", "steering.version-unknown")));
    }
    int number = version == null ? adopted.size() : version;
    PlanVersions.@Nullable Version last = number == 0 ? null : adopted.get(number - 1);
    SchoolFiles.File file =
        version == null || last == null
            ? now
            : files.file(now.school(), Long.toString(last.position()));
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    for (Part part : file.on("/plan")) {
      parts.put(part.name(), part.view());
    }
    return new Plan(
        file.school(),
        years.period(file.school(), null, now.day(), now.at()).from().getYear(),
        number,
        last == null ? null : last.adoptedOn(),
        file.position(),
        parts);
  }
}
