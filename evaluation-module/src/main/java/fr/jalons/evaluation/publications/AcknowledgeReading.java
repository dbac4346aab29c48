package fr.jalons.evaluation.publications;

import fr.jalons.evaluation.surveys.ClassOnDay;
import fr.jalons.evaluation.surveys.InvitationList;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.PublicationEvent.ReadingAcknowledged;
import fr.jalons.events.RecordId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.NamesItself;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.springframework.stereotype.Component;

/** One of those whom a publication addresses has read it (S31): once, for themselves. */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AcknowledgeReading")
@Post("/api/publications/{publication}/readings")
@Allowed(who = Who.RESPONDENTS_AND_HEADS, over = Over.RECORD)
public record AcknowledgeReading(RecordId reading, RecordId publication, @NotNull UUID readerId)
    implements Targeted, NamesItself {

  @Override
  public Target target() {
    return new Target("readerId", readerId);
  }

  @Override
  public String sameness() {
    return "reading:" + publication + ':' + readerId;
  }

  @Override
  public String tag() {
    return Tags.RECORD;
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        AcknowledgeReading command,
        StateManager models,
        ProcessingContext context,
        EventAppender events) {
      KnownRecord read = models.loadEntity(KnownRecord.class, command.publication, context).join();
      if (!(read.require(null) instanceof IndicatorsPublished published)) {
        throw Refusal.notFound("school.record-unknown");
      }
      KnownRecord earlier = models.loadEntity(KnownRecord.class, command.reading, context).join();
      if (earlier.latest() instanceof ReadingAcknowledged same
          && same.publication().equals(command.publication)
          && same.reader().equals(command.readerId)) {
        return;
      }
      LocalDate today = LocalDate.now(clock);
      InvitationList addressed =
          new InvitationList(new ClassOnDay(published.school(), null), today);
      Audience audience =
          published.audiences().stream()
              .filter(one -> addressed.of(one, models, context).contains(command.readerId))
              .findFirst()
              .orElseThrow(Handler::notAddressed);
      earlier
          .create(
              new ReadingAcknowledged(
                  command.reading,
                  command.publication,
                  published.school(),
                  command.readerId,
                  audience,
                  today))
          .forEach(events::append);
    }

    private static Refusal notAddressed() {
      return new Refusal(
          Refusal.Kind.FORBIDDEN,
          List.of(Fault.of("readerId", "evaluation.publication-not-addressed")));
    }
  }
}
