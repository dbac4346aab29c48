package fr.jalons.security;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.events.AccountEvent;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.OperatingEvent;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import java.util.List;
import java.util.function.Function;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.springframework.stereotype.Component;

/**
 * Acts of power stand in the log before they count. A change of an account, a program or a key is
 * recorded first, and made only if the receipt says {@link Receipt#changed()}. A crash in between
 * leaves a record of more than was done.
 */
@Component
public class Acts {
  private final Commands commands;
  private final CurrentActor actor;

  Acts(Commands commands, CurrentActor actor) {
    this.commands = commands;
    this.actor = actor;
  }

  /**
   * Something is about to be done.
   *
   * @param about what it is done to
   * @param asked what an idempotency key stands for, unlike the event, in which times and new ids
   *     differ each time
   */
  @Command(namespace = AccountEvent.NAMESPACE, name = "RecordAct")
  record RecordAct(@TargetEntityId String about, List<?> asked, @JsonIgnore DomainEvent act) {
    @Component
    static class Handler {
      @CommandHandler
      void handle(RecordAct command, EventAppender events) {
        events.append(command.act);
      }
    }
  }

  /** Records what the current actor does to an account. */
  Receipt onAccount(Function<String, AccountEvent> act, Object... asked) {
    AccountEvent event = act.apply(actor.id());
    return commands.send(new RecordAct(event.account(), named(event, asked), event));
  }

  /** Records what no request asks for, or a request without a session. */
  Receipt onAccountAs(String by, Function<String, AccountEvent> act) {
    AccountEvent event = act.apply(by);
    return commands.sendAs(by, new RecordAct(event.account(), named(event), event));
  }

  /**
   * Records what the current actor does to the installation.
   *
   * @param about which part of it
   * @param act made of who does it
   */
  public Receipt onInstallation(
      String about, Function<String, OperatingEvent> act, Object... asked) {
    OperatingEvent event = act.apply(actor.id());
    return commands.send(new RecordAct(about, named(event, asked), event));
  }

  /** Records what no request asks for. */
  Receipt onInstallationAs(String by, String about, Function<String, OperatingEvent> act) {
    OperatingEvent event = act.apply(by);
    return commands.sendAs(by, new RecordAct(about, named(event), event));
  }

  private static List<?> named(DomainEvent event, Object... asked) {
    return List.of(event.getClass().getSimpleName(), List.of(asked));
  }
}
