package fr.jalons.school.importroster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be confirmed of an import: all of it in one answer. */
final class Doubts {
  private final Map<Confirmation, List<Fault>> found = new EnumMap<>(Confirmation.class);

  void add(Confirmation what, Fault fault) {
    found.computeIfAbsent(what, none -> new ArrayList<>()).add(fault);
  }

  /** The words for all of it. */
  List<String> words() {
    return found.keySet().stream().map(Confirmation::word).toList();
  }

  /** Refuses what is not confirmed. */
  void requireConfirmed(Set<Confirmation> confirmed) {
    if (!confirmed.containsAll(found.keySet())) {
      throw Refusal.toConfirm(words(), found.values().stream().flatMap(List::stream).toList());
    }
  }
}
