package fr.jalons.platform.eventstore;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of Axon's criteria, as the log stores and asks it: all of {@code tags} and one of
 * {@code types}; an empty list does not restrict.
 */
record Criterion(List<String> tags, List<String> types) {
  private static final String SEPARATOR = "\u001f";
  private static final Criterion ANY = new Criterion(List.of(), List.of());
  private static final QualifiedName UNHEARD_OF = new QualifiedName("unheard", "of");

  /** The same few sets are asked for again and again: those of the decision models. */
  private static final Map<Set<QualifiedName>, List<String>> TYPES = new ConcurrentHashMap<>();

  static List<Criterion> of(EventCriteria criteria) {
    // Axon's flatten() forgets an alternative that restricts nothing; matches() does not.
    if (criteria.matches(UNHEARD_OF, Set.of())) {
      return List.of(ANY);
    }
    return criteria.flatten().stream()
        .map(
            one ->
                new Criterion(
                    one.tags().stream().map(Criterion::text).sorted().toList(),
                    TYPES.computeIfAbsent(one.types(), Criterion::names)))
        .sorted(Comparator.comparing(Criterion::toString))
        .toList();
  }

  private static List<String> names(Set<QualifiedName> types) {
    return types.stream().map(QualifiedName::fullName).sorted().toList();
  }

  static String text(Tag tag) {
    return tag.key() + ":" + tag.value();
  }

  boolean matches(String type, Set<String> tagsOfEvent) {
    return (types.isEmpty() || types.contains(type)) && tagsOfEvent.containsAll(tags);
  }

  /** The tag to look up first, or "" for a criterion without tags. */
  String firstTag() {
    return tags.isEmpty() ? "" : tags.getFirst();
  }

  @Nullable String otherTags() {
    return tags.size() < 2 ? null : String.join(SEPARATOR, tags.subList(1, tags.size()));
  }

  @Nullable String typeList() {
    return types.isEmpty() ? null : String.join(SEPARATOR, types);
  }

  /** A select of the positions after the one parameter that match; {@code bind} takes values. */
  String positions(Consumer<Object> bind, long after) {
    if (tags.isEmpty()) {
      bind.accept(after);
      return "(select e.position from eventlog.event e where e.position > ?"
          + typeRestriction(bind)
          + ")";
    }
    StringBuilder sql = new StringBuilder("(select t0.position from eventlog.event_tag t0");
    for (int i = 1; i < tags.size(); i++) {
      sql.append(
          " join eventlog.event_tag t%d on t%d.position = t0.position and t%d.tag = ?"
              .formatted(i, i, i));
      bind.accept(tags.get(i));
    }
    sql.append(" where t0.tag = ? and t0.position > ? offset 0)");
    bind.accept(tags.getFirst());
    bind.accept(after);
    return sql.toString();
  }

  private String typeRestriction(Consumer<Object> bind) {
    if (types.isEmpty()) {
      return "";
    }
    bind.accept(types.toArray(String[]::new));
    return " and e.type = any (?)";
  }
}
