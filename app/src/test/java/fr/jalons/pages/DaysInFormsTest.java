package fr.jalons.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Page;
import fr.jalons.platform.slices.Slices;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.security.Visitor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A form that asks when something happened begins with today; nothing ahead is filled in. */
class DaysInFormsTest extends OnDemoSchool {
  /** Days that are chosen: mostly they lie ahead, or begin and end something. */
  private static final Set<String> CHOSEN =
      Set.of(
          "conventionFrom",
          "conventionUntil",
          "dueOn",
          "endedOn",
          "endsOn",
          "from",
          "opensOn",
          "plannedOn", // of a session: its own day at the latest
          "reviewOn",
          "startsOn",
          "until",
          "weeklyUntil");

  @Autowired Clock clock;

  private String today() {
    return LocalDate.now(clock).toString();
  }

  @Test
  void everyDayThatAFormAsksForHasHappenedOrIsChosen() {
    assertThat(
            Slices.commands().stream()
                .filter(command -> command.isAnnotationPresent(Page.class))
                .map(CommandShape::of)
                .flatMap(shape -> shape.parts().stream())
                .filter(part -> part.type() == LocalDate.class)
                .filter(part -> !part.component().isAnnotationPresent(Happened.class))
                .map(CommandShape.Part::name)
                .collect(Collectors.toSet()))
        .isEqualTo(CHOSEN);
  }

  @Test
  void aNewFormBeginsWithTodayUnlessItsAddressSaysAnotherDay() {
    Visitor teacher = person("demo-teacher");
    String needs = "/students/" + student + "/needs";
    assertThat(day(teacher.page(needs).body(), "diagnosedOn")).isEqualTo(today());
    assertThat(day(teacher.page(needs + "?diagnosedOn=2026-09-15").body(), "diagnosedOn"))
        .isEqualTo("2026-09-15");
    String works = teacher.page("/personal-works/new").body();
    assertThat(day(works, "assignedOn")).isEqualTo(today());
    assertThat(day(works, "dueOn")).isEmpty();
  }

  @Test
  void aDayThatWasEmptiedStaysEmptyWhenTheFormIsRefused() {
    Visitor teacher = person("demo-teacher");
    String needs = "/students/" + student + "/needs";
    String csrf = Visitor.csrf(teacher.page(needs).body());
    assertThat(
            day(
                teacher
                    .post(needs, Map.of("_csrf", csrf, "diagnosedOn", ""), "Accept", "text/html")
                    .body(),
                "diagnosedOn"))
        .isEmpty();
  }

  @Test
  void theFormOfACorrectionHasTheDayOfTheRecord() {
    String record =
        jdbc.sql(
                """
                select payload ->> 'interview' from eventlog.event
                where type = 'planning.InterviewRecorded' and payload ->> 'heldOn' < ? limit 1
                """)
            .param(today())
            .query(String.class)
            .single();
    String form = person("demo-coordinator").page("/records/" + record + "/correction").body();
    assertThat(day(form, "heldOn")).isNotEmpty().isNotEqualTo(today());
  }

  private static String day(String page, String field) {
    String input = page.replaceFirst("(?s).*(<input[^>]* name=\"" + field + "\"[^>]*>).*", "$1");
    assertThat(input).startsWith("<input");
    return input.replaceFirst("(?s).* value=\"([^\"]*)\".*", "$1");
  }
}
