package fr.jalons.regulation;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.RegulationAssessed;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What a family is not told of regulation (S27): alerts about its child without a decision, and
 * what has become of them since. Only the export has all.
 */
public final class UntoldAlerts {
  private final Set<UUID> records = new HashSet<>();

  private UntoldAlerts() {}

  /** Of a student, by all that was recorded about them. */
  public static UntoldAlerts in(Collection<? extends DomainEvent> history) {
    Set<UUID> withdrawn = new HashSet<>();
    Set<UUID> decided = new HashSet<>();
    for (DomainEvent event : history) {
      if (event instanceof RecordWithdrawn gone) {
        withdrawn.add(gone.record());
      }
    }
    for (DomainEvent event : history) {
      if (event instanceof RegulationDecided decision
          && !withdrawn.contains(decision.decision().value())) {
        decided.add(decision.alert().value());
      }
    }
    UntoldAlerts untold = new UntoldAlerts();
    for (DomainEvent event : history) {
      switch (event) {
        case AlertRaised alert -> untold.add(alert, !decided.contains(alert.alert().value()));
        case RegulationDecided decision ->
            untold.add(decision, untold.has(decision.alert().value()));
        case RegulationAssessed effect -> untold.add(effect, untold.has(effect.decision().value()));
        default -> {
          // of something else
        }
      }
    }
    return untold;
  }

  private void add(OnRecord said, boolean hidden) {
    if (hidden) {
      records.add(said.record().value());
    }
  }

  /** Whether a record is one of them. */
  public boolean has(UUID record) {
    return records.contains(record);
  }

  /** Whether an event tells of one of them. */
  public boolean hides(DomainEvent event) {
    return event instanceof OnRecord said && has(said.record().value())
        || event instanceof RecordEvent told && has(told.record());
  }
}
