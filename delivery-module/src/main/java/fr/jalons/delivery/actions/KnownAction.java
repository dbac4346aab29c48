package fr.jalons.delivery.actions;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.ActionEvent.ActionClosed;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.KnownRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action for the decisions that go on from it: its sheet, and what came after.
 *
 * @param closures those that stand, at most one unless one was withdrawn
 */
@DecisionModel(tag = {Tags.RECORD, Tags.OF})
public record KnownAction(
    @Nullable ActionPlanned sheet,
    boolean withdrawn,
    Map<UUID, ActionAdapted> adaptations,
    Set<UUID> closures) {
  public KnownAction() {
    this(null, false, Map.of(), Set.of());
  }

  public KnownAction evolve(ActionPlanned event) {
    return new KnownAction(event, withdrawn, adaptations, closures);
  }

  public KnownAction evolve(ActionAdapted event) {
    Map<UUID, ActionAdapted> next = new HashMap<>(adaptations);
    next.put(event.adaptation().value(), event);
    return new KnownAction(sheet, withdrawn, Map.copyOf(next), closures);
  }

  public KnownAction evolve(ActionClosed event) {
    Set<UUID> next = new HashSet<>(closures);
    next.add(event.closure().value());
    return new KnownAction(sheet, withdrawn, adaptations, Set.copyOf(next));
  }

  public KnownAction evolve(RecordWithdrawn event) {
    Map<UUID, ActionAdapted> adapted = new HashMap<>(adaptations);
    adapted.remove(event.record());
    Set<UUID> closed = new HashSet<>(closures);
    closed.remove(event.record());
    boolean itself = sheet != null && sheet.action().value().equals(event.record());
    return new KnownAction(sheet, withdrawn || itself, Map.copyOf(adapted), Set.copyOf(closed));
  }

  /** The sheet of an action that the address names and that stands. */
  public ActionPlanned require() {
    if (sheet == null) {
      throw Refusal.notFound("school.record-unknown");
    }
    if (withdrawn) {
      throw KnownRecord.refuseWithdrawn();
    }
    return sheet;
  }

  /** Refuses to go on with an action that is over; {@code own} may be the closure itself. */
  void requireOpen(@Nullable RecordId own, String key) {
    if (closures.stream().anyMatch(one -> own == null || !one.equals(own.value()))) {
      throw Refusal.conflict(key);
    }
  }

  /**
   * The action, to be named by something else.
   *
   * @param field that names it
   */
  public ActionPlanned requireNamed(String field) {
    if (sheet == null) {
      throw Refusal.invalid(field, "school.reference-unknown");
    }
    if (withdrawn) {
      throw Refusal.conflictOn(field, "school.reference-ended");
    }
    return sheet;
  }

  public boolean isClosed() {
    return !closures.isEmpty();
  }

  /** What the sheet lacks: see {@link ActionCourse#missing()}. */
  public List<String> missing() {
    ActionPlanned known = Objects.requireNonNull(sheet);
    return ActionCourse.missing(known.objective(), !needs(null).isEmpty(), known.expectedResult());
  }

  public RecordScope scope() {
    return Objects.requireNonNull(RecordScope.of(Objects.requireNonNull(sheet)));
  }

  /** The needs that it names, but for those of one adaptation. */
  Set<NeedId> needs(@Nullable RecordId except) {
    Set<NeedId> all = new LinkedHashSet<>(Objects.requireNonNull(sheet).needs());
    others(except).forEach(one -> all.addAll(one.needs()));
    return all;
  }

  Set<RecordId> strengths(@Nullable RecordId except) {
    Set<RecordId> all = new LinkedHashSet<>(Objects.requireNonNull(sheet).strengths());
    others(except).forEach(one -> all.addAll(one.strengths()));
    return all;
  }

  /** All whose needs and strengths it names. */
  List<StudentId> students() {
    Set<StudentId> all = new LinkedHashSet<>(Objects.requireNonNull(sheet).students());
    others(null).forEach(one -> all.addAll(one.students()));
    return List.copyOf(all);
  }

  private List<ActionAdapted> others(@Nullable RecordId except) {
    return adaptations.values().stream().filter(one -> !one.adaptation().equals(except)).toList();
  }
}
