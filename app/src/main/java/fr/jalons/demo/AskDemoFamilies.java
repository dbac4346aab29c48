package fr.jalons.demo;

import fr.jalons.evaluation.surveys.OpenSurvey;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Asks the students of the first class and their guardians something on whatever day the
 * demonstration is started: stories ask on days of their own. Once a week at most, since a command
 * that is repeated changes nothing.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBooleanProperty("jalons.demo")
class AskDemoFamilies implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(AskDemoFamilies.class);
  private static final int LAST_DAY = 13;

  private final DemoSchool school;
  private final Commands commands;
  private final Clock clock;

  AskDemoFamilies(DemoSchool school, Commands commands, Clock clock) {
    this.school = school;
    this.commands = commands;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    LocalDate today = LocalDate.now(clock);
    boolean known =
        school.classesOn(today).stream()
            .anyMatch(team -> team.structure().equals(DemoSchool.FIRST));
    if (known) {
      LocalDate week = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      ask(week, Audience.STUDENTS, true, "Ma semaine en accompagnement", "Cette semaine m’a aidé.");
      ask(
          week,
          Audience.GUARDIANS,
          false,
          "Votre avis de parent",
          "L’accompagnement aide mon enfant.");
    }
  }

  private void ask(
      LocalDate week, Audience audience, boolean anonymous, String title, String question) {
    byte[] id = (DemoSchool.ID + " " + audience + " " + week).getBytes(StandardCharsets.UTF_8);
    OpenSurvey asking =
        new OpenSurvey(
            new SurveyId(UUID.nameUUIDFromBytes(id)),
            title,
            audience,
            DemoSchool.FIRST,
            DemoSchool.ID,
            anonymous,
            List.of(new Question("aide", question, QuestionKind.SCALE_1_5, List.of())),
            week.plusDays(LAST_DAY));
    try {
      commands.sendAs("user:demo-head", asking);
    } catch (Refusal refused) {
      LOG.info("Nobody is asked \"{}\": {}", title, refused.getMessage());
    }
  }
}
