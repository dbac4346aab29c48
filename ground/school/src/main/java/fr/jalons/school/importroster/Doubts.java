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

  /** Refuses what is not confirmed, and tells the words of what is. */
  List<String> requireConfirmed(Set<Confirmation> confirmed) {
    List<String> words = found.keySet().stream().map(Confirmation::word).toList();
    if (!confirmed.containsAll(found.keySet())) {
      throw Refusal.toConfirm(words, found.values().stream().flatMap(List::stream).toList());
    }
    return words;
  }
}
