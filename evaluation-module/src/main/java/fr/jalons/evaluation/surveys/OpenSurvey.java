package fr.jalons.evaluation.surveys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.KnownNames;
import fr.jalons.marks.NameFinder;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Confirmable;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.CodeResolver;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * One of the three publics is asked what it thinks (S32).
 *
 * @param onlyClass the class it is limited to, absent for the whole school
 * @param school whose it is; that of the class, if there is one
 * @param confirmed {@link Confirmable#NAMES} where title or questions may hold a name: they stay
 *     readable in the log
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "OpenSurvey")
public record OpenSurvey(
    @TargetEntityId SurveyId survey,
    String title,
    Audience audience,
    @Nullable StructureId onlyClass,
    SchoolId school,
    boolean anonymous,
    List<Question> questions,
    LocalDate closesOn,
    @JsonIgnore Set<String> confirmed)
    implements Confirmable, Targeted {

  /** With nothing confirmed. */
  public OpenSurvey(
      SurveyId survey,
      String title,
      Audience audience,
      @Nullable StructureId onlyClass,
      SchoolId school,
      boolean anonymous,
      List<Question> questions,
      LocalDate closesOn) {
    this(survey, title, audience, onlyClass, school, anonymous, questions, closesOn, Set.of());
  }

  @Override
  public Target target() {
    return onlyClass == null
        ? new Target("audience", school, true)
        : new Target("class", onlyClass);
  }

  /** Whether this very survey was opened before, with whatever invitations at that time. */
  private boolean repeats(Survey survey) {
    SurveyOpened earlier = survey.opened();
    if (earlier == null) {
      return false;
    }
    if (!earlier.equals(opened(earlier.invited(), earlier.openedOn()))) {
      throw Refusal.conflictOn("id", "evaluation.survey-id-taken");
    }
    return true;
  }

  private void requireSound(LocalDate today) {
    Questions.requireAnswerable(questions);
    if (closesOn.isBefore(today)) {
      throw Refusal.invalid("closesOn", "evaluation.closes-in-the-past");
    }
  }

  private SurveyOpened decide(List<UUID> invited, int fewest, LocalDate today) {
    if (invited.isEmpty()) {
      throw Refusal.conflict("evaluation.nobody-invited");
    }
    if (anonymous && invited.size() < fewest) {
      throw Refusal.conflictOn("anonymous", "evaluation.too-few-to-be-anonymous", fewest);
    }
    return opened(invited, today);
  }

  private void requireNoNames(NameFinder names) {
    Map<String, String> texts = new LinkedHashMap<>(Map.of("title", title));
    texts.putAll(Questions.texts(questions));
    List<Fault> named =
        texts.entrySet().stream()
            .filter(text -> names.finds(text.getValue()))
            .map(text -> Fault.of(text.getKey(), "platform.name-in-text"))
            .toList();
    if (!named.isEmpty() && !confirmed.contains(NAMES)) {
      throw Refusal.toConfirm(NAMES, named);
    }
  }

  private SurveyOpened opened(List<UUID> invited, @Nullable LocalDate openedOn) {
    return new SurveyOpened(
        survey, school, title, audience, onlyClass, anonymous, questions, invited, closesOn,
        openedOn);
  }

  @Component
  static class Handler {
    private final Clock clock;
    private final BallotKeys keys;
    private final KnownNames names;
    private final int fewest;

    Handler(
        Clock clock,
        BallotKeys keys,
        KnownNames names,
        @Value("${jalons.surveys.fewest-invited:2}") int fewest) {
      this.clock = clock;
      this.keys = keys;
      this.names = names;
      this.fewest = fewest;
    }

    @CommandHandler
    void handle(
        OpenSurvey command,
        @InjectEntity Survey survey,
        StateManager models,
        ProcessingContext context,
        EventAppender events) {
      if (command.repeats(survey)) {
        return;
      }
      LocalDate today = LocalDate.now(clock);
      command.requireSound(today);
      ClassOnDay where = new ClassOnDay(command.school, command.onlyClass);
      where.requireKnown(today, models, context);
      InvitationList invitees = new InvitationList(where, today);
      List<UUID> invited = invitees.of(command.audience, models, context);
      SurveyOpened opened = command.decide(invited, fewest, today);
      Set<UUID> concerned = new HashSet<>(invited);
      concerned.addAll(invitees.of(Audience.STUDENTS, models, context));
      command.requireNoNames(names.of(concerned));
      keys.create(command.survey);
      events.append(opened);
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;
    private final CodeResolver codes;
    private final Clock clock;

    Endpoint(Commands commands, CodeResolver codes, Clock clock) {
      this.commands = commands;
      this.codes = codes;
      this.clock = clock;
    }

    record Body(
        @Nullable SurveyId id,
        @NotBlank @Size(max = 200) String title,
        @NotNull Audience audience,
        @JsonProperty("class") @Nullable @Size(max = 20) String classCode,
        @Nullable SchoolId school,
        @NotNull Boolean anonymous,
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> questions,
        @NotNull LocalDate closesOn,
        @Nullable Set<String> confirm) {}

    record Item(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_.-]{1,40}") String id,
        @NotBlank @Size(max = 500) String text,
        @NotNull QuestionKind kind,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 200) String> choices) {
      Question question() {
        return new Question(id, text, kind, choices == null ? List.of() : choices);
      }
    }

    @PostMapping("/api/surveys")
    @Allowed(who = Who.STEERING, over = Over.SCHOOL)
    ResponseEntity<Map<String, SurveyId>> open(@Valid @RequestBody Body body) {
      SurveyId survey = commands.idOr(body.id, SurveyId::new);
      ClassOnDay where = ClassOnDay.meant(codes, body.school, body.classCode, LocalDate.now(clock));
      return commands
          .send(
              new OpenSurvey(
                  survey,
                  body.title,
                  body.audience,
                  where.onlyClass(),
                  where.school(),
                  body.anonymous,
                  body.questions.stream().map(Item::question).toList(),
                  body.closesOn,
                  Confirmable.words(body.confirm, Confirmable.NAMES)))
          .created("/api/surveys/" + survey + "/results", Map.of("id", survey));
    }
  }
}
