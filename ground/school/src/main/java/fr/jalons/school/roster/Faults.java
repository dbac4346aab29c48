package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything wrong with the files, found in one go: a secretary corrects once, not line by line.
 */
final class Faults {
  private static final int MOST = 100;

  private final List<Fault> found = new ArrayList<>();
  private int beyond;

  void add(Fault fault) {
    if (found.size() < MOST) {
      found.add(fault);
    } else {
      beyond++;
    }
  }

  boolean any() {
    return !found.isEmpty();
  }

  void refuseIfAny() {
    if (any()) {
      if (beyond > 0) {
        found.add(Fault.of(null, "roster.more-faults", beyond));
      }
      throw new Refusal(Refusal.Kind.INVALID, found);
    }
  }
}
