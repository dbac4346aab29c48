package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownIndicators;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStays;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tells of a student or of a scope what a body should look at (S27). Rules tell the rest:
 * see {@link RaiseByRule}.
 *
 * @param scope null for a student, whose class of today it is then
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "RaiseAlert")
@Post("/api/alerts")
@Page(value = "/alerts/new", then = "/alerts")
@Allowed(who = Who.TEAM_PSYEN_AND_HEAD, over = Over.SCHOOL)
public record RaiseAlert(
    RecordId alert,
    @Nullable RecordScope scope,
    @WithinReach @Nullable StudentId studentId,
    @Nullable @Size(max = 40) String indicator,
    @Nullable @Digits(integer = 6, fraction = 4) BigDecimal observed,
    @Nullable @Digits(integer = 6, fraction = 4) BigDecimal threshold,
    @NotBlank @Size(max = 2000) String text,
    @Nullable Correction correction) {

  List<AlertRaised> decide(
      @By("alert") KnownRecord earlier,
      @By("studentId") @Nullable KnownStudent known,
      @By("studentId") @Nullable KnownStays stays,
      LocalDate today) {
    AlertRaised said = earlier.latest() instanceof AlertRaised one ? one : null;
    if (correction != null && said != null && said.rule() != AlertRule.MANUAL) {
      earlier.require(correction.version());
      throw Refusal.conflict("evaluation.alert-of-rule");
    }
    if (scope != null && studentId != null) {
      throw Refusal.invalid("scope", "evaluation.student-or-scope");
    }
    RecordScope about = scope;
    if (known != null && stays != null) {
      RecordScope ofToday = scopeOf(known, stays, today);
      about = said == null ? ofToday : RecordScope.of(said);
    }
    if (about == null) {
      throw Refusal.invalid("scope", "evaluation.neither-student-nor-scope");
    }
    List<AlertRaised> raised =
        earlier.create(
            new AlertRaised(
                alert,
                about.school(),
                about.structure(),
                about.track(),
                studentId,
                AlertRule.MANUAL,
                indicator,
                null,
                observed,
                threshold,
                null,
                text,
                said == null ? today : said.raisedOn(),
                Correction.reason(correction)),
            correction);
    if (!raised.isEmpty() && indicator != null && KnownIndicators.find(indicator).isEmpty()) {
      throw Refusal.invalid("indicator", "evaluation.indicator-unknown");
    }
    return raised;
  }

  /** The class of a student on a day; the school where they are in none. */
  private static RecordScope scopeOf(KnownStudent known, KnownStays stays, LocalDate day) {
    SchoolId school = known.school();
    if (school == null) {
      throw Refusal.invalid("studentId", "evaluation.student-unknown");
    }
    known.requireNotErased();
    return stays.on(List.of(day)).stream()
        .filter(one -> one.kind() == StructureId.Kind.CLASS)
        .min(Comparator.comparing(StructureId::value))
        .map(RecordScope::of)
        .orElseGet(() -> RecordScope.of(school));
  }
}
