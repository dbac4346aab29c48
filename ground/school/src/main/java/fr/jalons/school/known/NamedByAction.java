package fr.jalons.school.known;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an action names of a student and of others, as it was planned or adapted: needs that it
 * answers, strengths that it builds on.
 */
@Aspect(name = "named-by-actions", of = Tags.STUDENT, by = Tags.RECORD)
public record NamedByAction(RecordId action, List<NeedId> needs, List<RecordId> strengths) {

  static NamedByAction begin(ActionPlanned event) {
    return new NamedByAction(event.action(), event.needs(), event.strengths());
  }

  static NamedByAction begin(ActionAdapted event) {
    return new NamedByAction(event.action(), event.needs(), event.strengths());
  }

  /** The needs that some action names. */
  public static Set<NeedId> needs(Aspects student) {
    return student.all(NamedByAction.class).stream()
        .flatMap(named -> named.needs.stream())
        .collect(Collectors.toSet());
  }

  /** The strengths that some action names. */
  public static Set<RecordId> strengths(Aspects student) {
    return student.all(NamedByAction.class).stream()
        .flatMap(named -> named.strengths.stream())
        .collect(Collectors.toSet());
  }

  /** The actions that name a strength. */
  public static List<RecordId> naming(RecordId strength, Aspects student) {
    return student.all(NamedByAction.class).stream()
        .filter(named -> named.strengths.contains(strength))
        .map(NamedByAction::action)
        .distinct()
        .toList();
  }
}
