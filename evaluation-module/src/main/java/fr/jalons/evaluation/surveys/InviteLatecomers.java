package fr.jalons.evaluation.surveys;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.schedule.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who comes to a class while a survey of it is open is invited as well (S32). Not at the moment of
 * answering: an invitation beside an anonymous answer would tell whose it is. Ballots need no list
 * that is fixed, so anonymous surveys are no exception.
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "InviteLatecomers")
record InviteLatecomers(@TargetEntityId SurveyId survey) {

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        InviteLatecomers command,
        @InjectEntity Survey survey,
        StateManager models,
        ProcessingContext context,
        EventAppender events) {
      LocalDate today = survey.today(clock);
      SurveyOpened opened = survey.opened();
      if (opened == null || !survey.takesAnswersOn(today)) {
        return;
      }
      ClassOnDay where = new ClassOnDay(opened.school(), opened.audienceClass());
      List<UUID> late =
          new InvitationList(where, today)
              .of(opened.audience(), models, context).stream()
                  .filter(somebody -> !survey.invites(somebody))
                  .toList();
      if (!late.isEmpty()) {
        events.append(new SurveyInvited(command.survey, opened.audienceClass(), late, today));
      }
    }
  }

  /** Looks at all open surveys, rather than at each event that may bring somebody. */
  @Component
  static class Automation {
    private final JdbcClient jdbc;
    private final Commands commands;
    private final Clock clock;

    Automation(JdbcClient jdbc, Commands commands, Clock clock) {
      this.jdbc = jdbc;
      this.commands = commands;
      this.clock = clock;
    }

    @Bean
    RecurringTask<Void> inviteLatecomers() {
      return Recurring.every(Duration.ofMinutes(15), "invite-latecomers", this::inviteAll);
    }

    void inviteAll() {
      jdbc.sql("select id from evaluation.survey where not closed and closes_on >= ?")
          .param(LocalDate.now(clock).minusDays(1)) // it may still be yesterday there
          .query(UUID.class)
          .list()
          .forEach(id -> commands.sendAs("system:jalons", new InviteLatecomers(new SurveyId(id))));
    }
  }
}
