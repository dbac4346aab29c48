package fr.jalons.delivery.supports;

import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.SupportEvent.SupportEnrolled;
import fr.jalons.events.SupportEvent.SupportKind;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Setting;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.NamedByAction;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Support of a student outside the classroom (S23, S24).
 *
 * @param until its last day
 */
@Aspect(name = "supports", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "do", order = 40, template = "delivery/supports")
public record StudentSupport(
    RecordId id,
    SupportKind kind,
    @Nullable RecordId partner,
    List<NeedId> needs,
    LocalDate from,
    @Nullable LocalDate until) {

  /** How long a note stays recent. */
  private static final Setting<Integer> RECENTLY = Setting.days("jalons.recent-liaison", 30);

  /** Supports that answer a need which an action names ÷ those in force at its end. */
  static final Indicator SHARING =
      Indicator.within(
          "S23", 1, StudentSupport.class, Set.of(NamedByAction.class), StudentSupport::sharing);

  /** Supports with a note in the last days of the period ÷ those in force at its end. */
  static final Indicator IN_LIAISON =
      Indicator.within(
          "S24", 1, StudentSupport.class, Set.of(Liaison.class), StudentSupport::inLiaison);

  /** Supports in force on some day of the period. */
  static final Evidence ENROLLED =
      Evidence.over("supports", StudentSupport.class, (support, period) -> support.isIn(period));

  /** Those that answer a need which an action names. */
  static final Evidence SHARED =
      Evidence.within(
          "supports-sharing-need",
          StudentSupport.class,
          Set.of(NamedByAction.class),
          StudentSupport::shared);

  /** A support as readers get it, with the notes about it, the latest first. */
  public record WithLiaisons(
      RecordId id,
      SupportKind kind,
      @Nullable RecordId partner,
      List<NeedId> needs,
      LocalDate from,
      @Nullable LocalDate until,
      List<Liaison> liaisons) {}

  static StudentSupport begin(SupportEnrolled event) {
    return new StudentSupport(
        event.enrolment(),
        event.kind(),
        event.partner(),
        event.needs(),
        event.from(),
        event.until());
  }

  /** A support that ends on a day is given the day before for the last time. */
  StudentSupport evolve(RecordEnded event) {
    return new StudentSupport(id, kind, partner, needs, from, event.endedOn().minusDays(1));
  }

  static List<WithLiaisons> view(List<StudentSupport> supports, Aspects student) {
    List<Liaison> liaisons = student.all(Liaison.class);
    return supports.stream()
        .sorted(Comparator.comparing(StudentSupport::from).reversed())
        .map(support -> support.with(liaisons))
        .toList();
  }

  private WithLiaisons with(List<Liaison> all) {
    return new WithLiaisons(
        id,
        kind,
        partner,
        needs,
        from,
        until,
        all.stream()
            .filter(liaison -> liaison.enrolment().equals(id))
            .sorted(Comparator.comparing(Liaison::sharedOn).reversed())
            .toList());
  }

  static List<Figure> figures(List<WithLiaisons> supports) {
    return List.of(Figure.count("supports", supports.size()).asDetail());
  }

  private boolean isInForceOn(LocalDate day) {
    return !from.isAfter(day) && (until == null || !until.isBefore(day));
  }

  private boolean isIn(Period period) {
    return !from.isAfter(period.until()) && (until == null || !until.isBefore(period.from()));
  }

  private static Stream<StudentSupport> shared(Aspects student, Period period) {
    Set<NeedId> targeted = NamedByAction.needs(student);
    return student.all(StudentSupport.class).stream()
        .filter(support -> support.isIn(period))
        .filter(support -> support.needs.stream().anyMatch(targeted::contains));
  }

  private static List<StudentSupport> inForce(Aspects student, Period period) {
    return student.all(StudentSupport.class).stream()
        .filter(support -> support.isInForceOn(period.until()))
        .toList();
  }

  private static Ratio sharing(Aspects student, Period period) {
    Set<NeedId> targeted = NamedByAction.needs(student);
    List<StudentSupport> inForce = inForce(student, period);
    return Ratio.of(
        inForce.stream()
            .filter(support -> support.needs.stream().anyMatch(targeted::contains))
            .count(),
        inForce.size());
  }

  private static Ratio inLiaison(Aspects student, Period period) {
    LocalDate first = period.until().minusDays(student.setting(RECENTLY));
    List<Liaison> liaisons = student.all(Liaison.class);
    List<StudentSupport> inForce = inForce(student, period);
    return Ratio.of(
        inForce.stream()
            .filter(
                support ->
                    liaisons.stream()
                        .filter(note -> note.enrolment().equals(support.id))
                        .map(Liaison::sharedOn)
                        .anyMatch(day -> !day.isBefore(first) && !day.isAfter(period.until())))
            .count(),
        inForce.size());
  }
}
