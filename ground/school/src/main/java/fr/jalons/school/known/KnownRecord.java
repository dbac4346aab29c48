package fr.jalons.school.known;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.Version;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands on file under one identifier, of whatever kind.
 *
 * @param latest as it was last recorded; null while nothing was
 * @param version how often it was recorded
 * @param answered whether it is a survey that somebody has answered
 * @param students those a session concerned besides those it was planned for
 */
@DecisionModel(
    tag = {
      Tags.RECORD,
      Tags.NEED,
      Tags.INTERVIEW,
      Tags.POSITIONING,
      Tags.ASSESSMENT,
      Tags.SESSION,
      Tags.SURVEY
    })
public record KnownRecord(
    @Nullable OnRecord latest,
    int version,
    boolean withdrawn,
    @Nullable LocalDate endedOn,
    boolean answered,
    Set<StudentId> students) {
  public KnownRecord() {
    this(null, 0, false, null, false, Set.of());
  }

  /** Other records may name this one, under the same tag: a session names needs. */
  public KnownRecord evolve(OnRecord event) {
    return latest == null || latest.record().equals(event.record())
        ? new KnownRecord(event, version + 1, withdrawn, endedOn, answered, students)
        : this;
  }

  public KnownRecord evolve(RecordWithdrawn event) {
    return new KnownRecord(latest, version, true, endedOn, answered, students);
  }

  public KnownRecord evolve(RecordEnded event) {
    return new KnownRecord(latest, version, withdrawn, event.endedOn(), answered, students);
  }

  public KnownRecord evolve(SurveyAnswered event) {
    return new KnownRecord(latest, version, withdrawn, endedOn, true, students);
  }

  public KnownRecord evolve(SessionHeld event) {
    return with(event.students());
  }

  public KnownRecord evolve(AttendanceCorrected event) {
    return with(List.of(event.student()));
  }

  private KnownRecord with(List<StudentId> concerned) {
    Set<StudentId> more = new LinkedHashSet<>(students);
    more.addAll(concerned);
    return new KnownRecord(latest, version, withdrawn, endedOn, answered, more);
  }

  /** From events that were read already, of one record. */
  public static KnownRecord of(Stream<? extends DomainEvent> events) {
    KnownRecord known = new KnownRecord();
    for (DomainEvent event : events.toList()) {
      known =
          switch (event) {
            case RecordWithdrawn withdrawn -> known.evolve(withdrawn);
            case RecordEnded ended -> known.evolve(ended);
            case OnRecord recorded -> known.evolve(recorded);
            default -> known;
          };
    }
    return known;
  }

  /** The event, or none if it was recorded before; another one under its identifier is refused. */
  public <E extends OnRecord> List<E> create(E wanted) {
    return create(wanted, "school.record-id-taken");
  }

  /**
   * As {@link #create(OnRecord)}.
   *
   * @param taken the key of the sentence that refuses another record under this identifier
   */
  public <E extends OnRecord> List<E> create(E wanted, String taken) {
    if (latest == null) {
      return List.of(wanted);
    }
    requireNotWithdrawn();
    if (saySame(latest, wanted)) {
      return List.of();
    }
    throw Refusal.conflictOn("id", taken);
  }

  /** Creates the record, or corrects it: the event says why. */
  public <E extends OnRecord> List<E> create(E wanted, @Nullable Correction correction) {
    return create(wanted, correction, "school.record-id-taken");
  }

  /** As {@link #create(OnRecord, String)}, or corrects the record. */
  public <E extends OnRecord> List<E> create(
      E wanted, @Nullable Correction correction, String taken) {
    if (correction == null) {
      return create(wanted, taken);
    }
    OnRecord known = require(correction.version());
    if (!known.recordKind().equals(wanted.recordKind())) {
      throw unknown();
    }
    if (!Objects.equals(known.student(), wanted.student())) {
      throw Refusal.conflictOn("studentId", "school.record-of-another");
    }
    if (!known.of().equals(wanted.of())) {
      throw Refusal.conflictOn("of", "school.record-of-another");
    }
    return saySame(known, wanted) ? List.of() : List.of(wanted);
  }

  /** Whether two events say the same, whether or not one of them corrects. */
  private static boolean saySame(OnRecord one, OnRecord other) {
    return one.getClass() == other.getClass()
        && Arrays.stream(one.getClass().getRecordComponents())
            .filter(component -> !component.getName().equals("correction"))
            .map(RecordComponent::getAccessor)
            .map(EventMethods::handle)
            .allMatch(
                value ->
                    Objects.equals(EventMethods.call(value, one), EventMethods.call(value, other)));
  }

  /**
   * The record, to be changed: known, in the version that is wanted, and not withdrawn.
   *
   * @param wanted null for any version
   */
  public OnRecord require(@Nullable Integer wanted) {
    if (latest == null) {
      throw unknown();
    }
    Version.require(wanted, version);
    requireNotWithdrawn();
    return latest;
  }

  /** The record, to be named by another one on a day: neither withdrawn nor ended. */
  public OnRecord requireStanding(LocalDate day) {
    OnRecord known = require(null);
    if (endedOn != null && !day.isBefore(endedOn)) {
      throw Refusal.conflict(
          "school.record-ended", endedOn.format(DateTimeFormatter.ofPattern("dd/MM/yyyy")));
    }
    return known;
  }

  /**
   * The record, to be named by another one on a day: known, of this kind, neither withdrawn nor
   * ended.
   *
   * @param field that names it
   * @throws Refusal 400 if it is unknown or of another kind, 409 if it counts no more
   */
  public OnRecord requireNamed(String field, String kind, LocalDate day) {
    if (latest == null || !latest.recordKind().code().equals(kind)) {
      throw Refusal.invalid(field, "school.reference-unknown");
    }
    if (withdrawn || endedOn != null && !day.isBefore(endedOn)) {
      throw Refusal.conflictOn(field, "school.reference-ended");
    }
    return latest;
  }

  /** As {@link #requireNamed}, each of several. */
  public static void requireNamed(
      List<KnownRecord> named, String field, String kind, LocalDate day) {
    for (int i = 0; i < named.size(); i++) {
      named.get(i).requireNamed(field + '[' + i + ']', kind, day);
    }
  }

  /**
   * The record that another one completes or answers, as the address of a call names it: known, of
   * this kind, and neither withdrawn nor ended. What was written of one that has ended may be
   * corrected all the same.
   *
   * @throws Refusal 404 if it is unknown or of another kind, 409 if it counts no more
   */
  public <E extends OnRecord> E parent(
      Class<E> kind, LocalDate day, @Nullable Correction correction) {
    if (latest != null && !kind.isInstance(latest)) {
      throw unknown();
    }
    return kind.cast(correction == null ? requireStanding(day) : require(null));
  }

  private static Refusal unknown() {
    return Refusal.notFound("school.record-unknown");
  }

  private void requireNotWithdrawn() {
    if (withdrawn) {
      throw refuseWithdrawn();
    }
  }

  /** Refuses what was taken back. */
  public static Refusal refuseWithdrawn() {
    return Refusal.conflict("school.record-withdrawn");
  }
}
