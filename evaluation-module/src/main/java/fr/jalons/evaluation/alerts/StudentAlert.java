package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.NotForFamilies;
import fr.jalons.platform.aspects.Shown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An alert about a student (S27). Families see it once it is decided. */
@Aspect(name = "alerts", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "check", order = 90, template = "evaluation/alerts")
public record StudentAlert(
    RecordId id,
    AlertRule rule,
    @Nullable String indicator,
    @Nullable UUID about,
    @Nullable BigDecimal observed,
    @Nullable BigDecimal threshold,
    @Nullable LocalDate since,
    @Nullable String text,
    LocalDate raisedOn)
    implements Dated, NotForFamilies {

  /** An alert as readers get it; without a decision it waits for one. */
  public record Followed(
      RecordId id,
      AlertRule rule,
      @Nullable String indicator,
      @Nullable UUID about,
      @Nullable BigDecimal observed,
      @Nullable BigDecimal threshold,
      @Nullable LocalDate since,
      @Nullable String text,
      LocalDate raisedOn,
      @Nullable Decided decision)
      implements NotForFamilies {
    @Override
    public boolean isWithheld() {
      return decision == null;
    }
  }

  @Override
  public LocalDate day(ZoneId zone) {
    return raisedOn;
  }

  /** One that was taken back was decided by nobody, as far as a family is told. */
  @Override
  public boolean isWithheld() {
    return true;
  }

  static StudentAlert begin(AlertRaised event) {
    return new StudentAlert(
        event.alert(),
        event.rule(),
        event.indicator(),
        event.about(),
        event.observed(),
        event.threshold(),
        event.since(),
        event.text(),
        event.raisedOn());
  }

  /** The latest first. */
  static List<Followed> view(List<StudentAlert> alerts, Aspects student) {
    return alerts.stream()
        .sorted(Comparator.comparing(StudentAlert::raisedOn).reversed())
        .map(
            one ->
                new Followed(
                    one.id,
                    one.rule,
                    one.indicator,
                    one.about,
                    one.observed,
                    one.threshold,
                    one.since,
                    one.text,
                    one.raisedOn,
                    StudentRegulation.decided(one.id, student)))
        .toList();
  }

  static List<Figure> figures(List<Followed> alerts) {
    return List.of(
        Figure.count("alerts-open", alerts.stream().filter(Followed::isWithheld).count())
            .asDetail());
  }
}
