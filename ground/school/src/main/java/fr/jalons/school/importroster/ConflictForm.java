package fr.jalons.school.importroster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.identity.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A conflict as the page asks about it: which student each line is.
 *
 * @param chosen what was chosen for each line, by the school's number
 * @param faults what is wrong with it, by the school's number
 */
record ConflictForm(
    Conflicts.Open conflict, Map<String, String> chosen, Map<String, String> faults) {
  /** The choice of somebody whom the school does not know yet. */
  static final String NEW = "new";

  private static final String NUMBER = "number";
  private static final String STUDENT = "student";

  static ConflictForm of(Conflicts.Open conflict) {
    return new ConflictForm(conflict, Map.of(), Map.of());
  }

  /** The choices of a form that was sent, by the numbers that it names in the same order. */
  static Map<String, String> chosen(MultiValueMap<String, String> sent) {
    List<String> numbers = sent.getOrDefault(NUMBER, List.of());
    List<String> students = sent.getOrDefault(STUDENT, List.of());
    Map<String, String> chosen = new HashMap<>();
    for (int index = 0; index < Math.min(numbers.size(), students.size()); index++) {
      chosen.put(numbers.get(index), students.get(index));
    }
    return chosen;
  }

  /** With what was chosen and refused. */
  ConflictForm refused(Map<String, String> sent, Map<String, String> why) {
    return new ConflictForm(conflict, Map.copyOf(sent), Map.copyOf(why));
  }

  /** Which student each line is; null for somebody new. */
  Map<String, @Nullable UUID> lines(Map<String, String> sent) {
    Map<String, @Nullable UUID> lines = new HashMap<>();
    List<Fault> wrong = new ArrayList<>();
    Set<UUID> taken = new HashSet<>();
    for (People.Line line : conflict.lines()) {
      String choice = Objects.requireNonNullElse(sent.get(line.eleveId()), "");
      UUID student = student(choice);
      if (student == null && !choice.equals(NEW)) {
        wrong.add(Fault.of(line.eleveId(), "roster.conflict-choose"));
      } else if (student != null && !taken.add(student)) {
        wrong.add(Fault.of(line.eleveId(), "roster.conflict-twice"));
      }
      lines.put(line.eleveId(), student);
    }
    if (!wrong.isEmpty()) {
      throw new Refusal(Refusal.Kind.INVALID, wrong);
    }
    return lines;
  }

  private @Nullable UUID student(String choice) {
    return conflict.students().stream()
        .map(known -> known.id().value())
        .filter(id -> id.toString().equals(choice))
        .findFirst()
        .orElse(null);
  }
}
