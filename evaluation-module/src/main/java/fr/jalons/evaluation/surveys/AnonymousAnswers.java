package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.platform.commands.CommandMetadata;
import java.util.Set;
import org.axonframework.messaging.core.MessageDispatchInterceptor;
import org.axonframework.messaging.core.MessageDispatchInterceptorChain;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.Metadata;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An answer without respondent enters the log without the account and the command it came by. */
@Component
class AnonymousAnswers implements MessageDispatchInterceptor<EventMessage> {
  private static final Set<String> TRACES =
      Set.of(CommandMetadata.ACTOR, CommandMetadata.COMMAND_ID);

  @Override
  public MessageStream<?> interceptOnDispatch(
      EventMessage event,
      @Nullable ProcessingContext context,
      MessageDispatchInterceptorChain<EventMessage> chain) {
    return chain.proceed(isAnonymous(event) ? untraceable(event) : event, context);
  }

  private static boolean isAnonymous(EventMessage event) {
    return event.payload() instanceof SurveyAnswered answered && answered.respondent() == null;
  }

  private static EventMessage untraceable(EventMessage event) {
    return event.withMetadata(Metadata.from(event.metadata()).withoutKeys(TRACES));
  }
}
