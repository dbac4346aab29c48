package fr.jalons.access;

import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.platform.commands.CommandMetadata;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may take up again what was recorded: the account that recorded it, and those who lead. The
 * rule of the address has let them through before.
 */
@Component
public class Authors implements CommandGate {
  private static final Set<Role> LEADING =
      EnumSet.of(
          Role.CLASS_LEAD, Role.CPE, Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR, Role.CLIENT);

  private final RecordsInLog records;
  private final AccessScopes scopes;
  private final Targets targets;
  private final CurrentActor actor;

  Authors(RecordsInLog records, AccessScopes scopes, Targets targets, CurrentActor actor) {
    this.records = records;
    this.scopes = scopes;
    this.targets = targets;
    this.actor = actor;
  }

  /** A command that changes what stands on record. */
  public interface TakesUp {
    UUID record();
  }

  @Override
  public void check(Object command) {
    if (command instanceof TakesUp change && scopes.ofRequest() != null) {
      require(change.record());
    }
  }

  /**
   * Refuses others.
   *
   * @throws Refusal 403
   */
  public void require(UUID record) {
    AccessScope leading = scopes.as(LEADING);
    if (leading != null
        && !leading.roles().isEmpty()
        && targets.covered(new Targets.Target(Over.RECORD, record.toString(), null), leading)) {
      return;
    }
    boolean own =
        records
            .creation(record)
            .map(step -> step.stored().metadata().get(CommandMetadata.ACTOR))
            .filter(actor.id()::equals)
            .isPresent();
    if (!own) {
      throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of(null, "access.not-its-author")));
    }
  }
}
