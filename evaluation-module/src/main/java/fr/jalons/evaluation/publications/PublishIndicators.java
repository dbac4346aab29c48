package fr.jalons.evaluation.publications;

import fr.jalons.evaluation.publications.FiguresToPublish.Measured;
import fr.jalons.evaluation.surveys.ClassOnDay;
import fr.jalons.evaluation.surveys.InvitationList;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Figures are published as they are now, for good (S31). It has a handler of its own: what is to be
 * measured stands in no decision model.
 *
 * @param scopes the school, its tracks, its classes
 * @param from first day of the figures; the first of the school year if it is left out
 * @param until last day; today if it is left out
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "PublishIndicators")
@Post(value = "/api/publications", location = "/api/publications/{id}")
@Page(value = "/publications/new", then = "/publications")
@Allowed(who = Who.DIRECTION, over = Over.SCHOOL)
public record PublishIndicators(
    RecordId publication,
    ThisSchool school,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 2000) String comment,
    @NotEmpty @Size(max = 60) List<@NotBlank String> indicators,
    @NotEmpty @Size(max = 3) List<@NotNull Scale> scopes,
    @NotEmpty Set<@NotNull Audience> audiences,
    @Nullable LocalDate from,
    @Nullable LocalDate until) {

  /** Whether it was published before: figures are not compared, for time has gone on. */
  private boolean repeats(KnownRecord known) {
    if (known.latest() == null) {
      return false;
    }
    known.require(null);
    if (known.latest() instanceof IndicatorsPublished earlier
        && earlier.title().equals(title)
        && earlier.audiences().equals(audiences)) {
      return true;
    }
    throw Refusal.conflictOn("id", "school.record-id-taken");
  }

  private void requireSound() {
    int group = scopes.indexOf(Scale.GROUP);
    if (group >= 0) {
      throw Refusal.invalid("scopes[" + group + "]", "evaluation.not-published-of-groups");
    }
    if (from != null && until != null && from.isAfter(until)) {
      throw Refusal.invalid("until", "evaluation.published-until-before-from");
    }
  }

  @Component
  static class Handler {
    private final ObjectProvider<FiguresToPublish> figures;
    private final Clock clock;

    Handler(ObjectProvider<FiguresToPublish> figures, Clock clock) {
      this.figures = figures;
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        PublishIndicators command,
        StateManager models,
        ProcessingContext context,
        EventAppender events) {
      KnownRecord known = models.loadEntity(KnownRecord.class, command.publication, context).join();
      if (command.repeats(known)) {
        return;
      }
      command.requireSound();
      Measured measured =
          figures
              .getObject() // only the whole program can measure what all modules record
              .measure(
                  command.school.id(),
                  command.indicators,
                  EnumSet.copyOf(command.scopes),
                  command.from,
                  command.until);
      LocalDate today = LocalDate.now(clock);
      InvitationList addressed =
          new InvitationList(new ClassOnDay(command.school.id(), null), today);
      Map<Audience, Integer> addressees = new EnumMap<>(Audience.class);
      for (Audience audience : command.audiences) {
        addressees.put(audience, addressed.of(audience, models, context).size());
      }
      events.append(
          new IndicatorsPublished(
              command.publication,
              command.school.id(),
              command.title,
              command.comment,
              measured.from(),
              measured.until(),
              measured.position(),
              measured.figures(),
              EnumSet.copyOf(command.audiences),
              addressees,
              today));
    }
  }
}
