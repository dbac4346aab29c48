package fr.jalons.platform.commands;

import fr.jalons.platform.refusal.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.core.MessageHandlerInterceptor;
import org.axonframework.messaging.core.MessageHandlerInterceptorChain;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/** Measures each try of each command, up to its commit, by name and outcome. */
final class CommandTimer implements MessageHandlerInterceptor<CommandMessage> {
  private final MeterRegistry meters;

  CommandTimer(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public MessageStream<?> interceptOnHandle(
      CommandMessage command,
      ProcessingContext context,
      MessageHandlerInterceptorChain<CommandMessage> chain) {
    Timer.Sample sample = Timer.start(meters);
    context.runOnAfterCommit(committed -> stop(sample, command, "done"));
    context.onError(
        (failed, phase, error) ->
            stop(sample, command, error instanceof Refusal ? "refused" : "failed"));
    return chain.proceed(command, context);
  }

  private void stop(Timer.Sample sample, CommandMessage command, String outcome) {
    sample.stop(
        Timer.builder("jalons.command")
            .description("one try of a command, from its start to its commit")
            .tag("command", command.type().name())
            .tag("outcome", outcome)
            .register(meters));
  }
}
