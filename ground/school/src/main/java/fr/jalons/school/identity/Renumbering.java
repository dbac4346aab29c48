package fr.jalons.school.identity;

import fr.jalons.school.roster.PersonName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds guardians and teachers again, whatever the sources do with their numbers. An account
 * follows the person: never the number, which may have gone to somebody else.
 *
 * @param <L> a line of the files
 * @param <K> somebody who is known
 */
final class Renumbering<L, K> {
  private final Function<L, PersonName> told;
  private final Function<K, PersonName> known;
  private final BiPredicate<L, K> related;
  private final Map<L, K> found = new LinkedHashMap<>();
  private final List<L> doubtful = new ArrayList<>();

  /**
   * @param related whether more than the names tells that both are one
   */
  Renumbering(
      Function<L, PersonName> told, Function<K, PersonName> known, BiPredicate<L, K> related) {
    this.told = told;
    this.known = known;
    this.related = related;
  }

  /**
   * Compares all lines with all who are known.
   *
   * @param holder who has the number of a line
   * @param people those whose own number may be gone
   */
  Renumbering<L, K> compare(List<L> lines, Function<L, @Nullable K> holder, Collection<K> people) {
    for (L line : lines) {
      K same = holder.apply(line);
      if (same != null && !told.apply(line).isAnother(known.apply(same))) {
        found.put(line, same);
      }
    }
    Set<K> numberless = new LinkedHashSet<>(people);
    numberless.removeAll(found.values());
    Map<String, List<K>> byName =
        numberless.stream().collect(Collectors.groupingBy(one -> known.apply(one).comparable()));
    Map<L, List<K>> fitting = new LinkedHashMap<>();
    Map<K, Integer> claims = new HashMap<>();
    for (L line : lines) {
      if (!found.containsKey(line)) {
        List<K> fit =
            byName.getOrDefault(told.apply(line).comparable(), List.of()).stream()
                .filter(one -> related.test(line, one))
                .toList();
        fitting.put(line, fit);
        fit.forEach(one -> claims.merge(one, 1, Integer::sum));
      }
    }
    fitting.forEach((line, fit) -> choose(line, fit, claims));
    return this;
  }

  private void choose(L line, List<K> fit, Map<K, Integer> claims) {
    if (fit.size() == 1 && claims.getOrDefault(fit.getFirst(), 0) == 1) {
      found.put(line, fit.getFirst());
    } else if (!fit.isEmpty()) {
      doubtful.add(line);
    }
  }

  /** Who a line tells about; null for somebody new. */
  @Nullable K find(L line) {
    return found.get(line);
  }

  /** Lines that several fit, or that fit somebody together with others: they count as new. */
  List<L> doubtful() {
    return doubtful;
  }
}
