package fr.jalons.evaluation.surveys;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** No further answer is taken, and an anonymous survey can no longer be traced (S32). */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "CloseSurvey")
public record CloseSurvey(@TargetEntityId SurveyId survey) {

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(CloseSurvey command, @InjectEntity Survey survey, EventAppender events) {
      events.append(decide(survey));
    }

    private List<EvaluationEvent> decide(Survey survey) {
      SurveyOpened opened = survey.requireKnown();
      return survey.closed()
          ? List.of()
          : List.of(
              new SurveyClosed(opened.survey(), opened.audienceClass(), LocalDate.now(clock)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    @PostMapping("/api/surveys/{survey}/closure")
    ResponseEntity<Void> close(@PathVariable SurveyId survey) {
      return commands.send(new CloseSurvey(survey)).done();
    }
  }
}
