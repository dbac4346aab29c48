package fr.jalons.evaluation.surveys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Someone invited answers, once (S32). What an anonymous survey leaves in the log is in ADR 0010.
 *
 * @param ballot the respondent under the survey's seal; empty where the survey has no key
 * @param respondent kept out of the command's fingerprint, in which the ballot stands for it
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AnswerSurvey")
public record AnswerSurvey(
    @TargetEntityId SurveyId survey,
    String ballot,
    @JsonIgnore UUID respondent,
    Map<String, String> answers)
    implements Targeted {
  private static final int LONGEST_TEXT = 2000;

  @Override
  public Target target() {
    return new Target("respondentId", respondent);
  }

  @DecisionModel(tag = Tags.BALLOT)
  record Ballot(@Nullable SurveyAnswered cast) {
    Ballot() {
      this(null);
    }

    Ballot evolve(SurveyAnswered event) {
      return new Ballot(event);
    }

    List<EvaluationEvent> decide(AnswerSurvey command, Survey survey, SurveyOpened opened) {
      if (!survey.invites(command.respondent)) {
        throw new Refusal(
            Refusal.Kind.FORBIDDEN, List.of(Fault.of("respondentId", "evaluation.not-invited")));
      }
      // Even the same answer again: to tell them apart would tell anyone who asks what it was.
      if (cast != null) {
        throw Refusal.conflict("evaluation.already-answered");
      }
      return List.of(command.answered(opened));
    }
  }

  private SurveyAnswered answered(SurveyOpened opened) {
    boolean student = !opened.anonymous() && opened.audience() == Audience.STUDENTS;
    return new SurveyAnswered(
        survey,
        opened.audienceClass(),
        ballot,
        opened.anonymous() ? null : respondent,
        student ? new StudentId(respondent) : null,
        answersInOrderOf(opened.questions()));
  }

  private Map<String, String> answersInOrderOf(List<Question> questions) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (Question question : questions) {
      String answer = answers.get(question.id());
      if (answer != null) {
        requireFits(question, answer);
        ordered.put(question.id(), answer);
      }
    }
    if (ordered.size() < answers.size()) {
      throw Refusal.invalid("answers", "evaluation.question-unknown");
    }
    return ordered;
  }

  private static void requireFits(Question question, String answer) {
    String broken =
        switch (question.kind()) {
          case SCALE_1_5 -> answer.matches("[1-5]") ? null : "evaluation.answer-off-scale";
          case CHOICE -> question.choices().contains(answer) ? null : "evaluation.answer-no-choice";
          case TEXT ->
              answer.isBlank() || answer.length() > LONGEST_TEXT
                  ? "evaluation.answer-no-text"
                  : null;
        };
    if (broken != null) {
      throw Refusal.invalid("answers." + question.id(), broken, LONGEST_TEXT);
    }
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        AnswerSurvey command,
        @InjectEntity Survey survey,
        @InjectEntity(idProperty = "ballot") Ballot ballot,
        @InjectEntity(idProperty = "respondent") KnownStudent known,
        EventAppender events) {
      SurveyOpened opened = survey.requireTakingAnswersOn(survey.today(clock));
      known.requireNotErased();
      if (command.ballot.isEmpty()) {
        throw Refusal.conflict("evaluation.survey-closed");
      }
      events.append(ballot.decide(command, survey, opened));
    }
  }

  @RestController
  static class Endpoint {
    private final Answering answering;

    Endpoint(Answering answering) {
      this.answering = answering;
    }

    record Body(
        @NotNull UUID respondentId,
        @NotEmpty @Size(max = 50) Map<String, @Nullable Object> answers) {}

    @PostMapping("/api/surveys/{survey}/answers")
    @Allowed(who = Who.RESPONDENTS, over = Over.SURVEY)
    ResponseEntity<Void> answer(@PathVariable SurveyId survey, @Valid @RequestBody Body body) {
      Map<String, String> answers = new LinkedHashMap<>();
      body.answers.forEach((question, answer) -> answers.put(question, text(question, answer)));
      return answering.asSender(survey, body.respondentId, answers).done();
    }

    private static String text(String question, @Nullable Object answer) {
      if (answer instanceof String || answer instanceof Number) {
        return answer.toString();
      }
      throw Refusal.invalid("answers." + question, "platform.unreadable-field");
    }
  }
}
