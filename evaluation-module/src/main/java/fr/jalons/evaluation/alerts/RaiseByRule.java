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
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownStudent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Rules tell of facts (S27): of all of them, or of none if one was told meanwhile or is of a
 * student who is gone. The identifier of an alert names its fact, so that no fact alerts twice,
 * also after somebody has withdrawn the alert.
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "RaiseByRule")
public record RaiseByRule(RecordScope scope, List<Fact> facts) implements Targeted {
  /**
   * What a rule saw.
   *
   * @param about as in {@link AlertRaised#about}
   */
  public record Fact(
      RecordId alert,
      @Nullable StudentId student,
      AlertRule rule,
      @Nullable String indicator,
      @Nullable UUID about,
      @Nullable BigDecimal observed,
      @Nullable BigDecimal threshold,
      LocalDate since) {

    private AlertRaised in(RecordScope scope, LocalDate day) {
      return new AlertRaised(
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
          day,
          null);
    }
  }

  @Override
  public Target target() {
    StructureId structure = scope.structure();
    return structure == null
        ? new Target("scope", scope.school(), true)
        : new Target("scope", structure);
  }

  List<AlertRaised> decide(@By("scope.school") ToldAlerts told, Models models, LocalDate today) {
    List<StudentId> students =
        facts.stream().map(Fact::student).filter(Objects::nonNull).distinct().toList();
    Set<RecordId> before = told.all();
    boolean untold = facts.stream().noneMatch(fact -> before.contains(fact.alert()));
    boolean present =
        models.ofEach(KnownStudent.class, students).stream()
            .noneMatch(student -> student.erased() || student.school() == null);
    return untold && present
        ? facts.stream().map(fact -> fact.in(scope, today)).toList()
        : List.of();
  }
}
