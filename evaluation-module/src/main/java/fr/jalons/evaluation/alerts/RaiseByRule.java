package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.By;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A rule tells of a fact (S27). Its identifier names the fact, so that no fact alerts twice, also
 * after somebody has withdrawn the alert.
 *
 * @param about as in {@link AlertRaised#about}
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "RaiseByRule")
public record RaiseByRule(
    RecordId alert,
    RecordScope scope,
    @Nullable StudentId student,
    AlertRule rule,
    @Nullable String indicator,
    @Nullable UUID about,
    @Nullable BigDecimal observed,
    @Nullable BigDecimal threshold,
    LocalDate since)
    implements Targeted {

  @Override
  public Target target() {
    StructureId structure = scope.structure();
    return structure == null
        ? new Target("scope", scope.school(), true)
        : new Target("scope", structure);
  }

  List<AlertRaised> decide(
      @By("alert") KnownRecord earlier,
      @By("student") @Nullable KnownStudent known,
      LocalDate today) {
    if (earlier.latest() != null || known != null && (known.erased() || known.school() == null)) {
      return List.of();
    }
    return List.of(
        new AlertRaised(
            alert,
            scope.school(),
            scope.structure(),
            scope.track(),
            student,
            rule,
            indicator,
            about,
            observed,
            threshold,
            since,
            null,
            today,
            null));
  }
}
