package fr.jalons.events;

import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.marks.Spelling;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The disciplines in which one student was assessed, numbered from 1 in the order of their first
 * appearance: the pure fold of the assessments. Spellings that differ in case, accents or blanks
 * only are one discipline, and so are two names of one subject.
 */
public record Disciplines(Map<String, Integer> bySpelling, Map<String, Integer> bySubject) {

  /** Of a student without assessments. */
  public static Disciplines none() {
    return new Disciplines(Map.of(), Map.of());
  }

  public Disciplines evolve(CompetencyAssessed event) {
    return with(event.discipline(), event.subject(), event.disciplineNumber());
  }

  /** After one more assessment, whose number is absent in version 1. */
  public Disciplines with(String discipline, @Nullable String subject, @Nullable Integer told) {
    int number = told == null ? number(discipline, subject) : told;
    Map<String, Integer> spellings = new HashMap<>(bySpelling);
    spellings.putIfAbsent(Spelling.withoutBlanks(discipline), number);
    Map<String, Integer> subjects = new HashMap<>(bySubject);
    if (subject != null) {
      subjects.putIfAbsent(subject, number);
    }
    return new Disciplines(spellings, subjects);
  }

  /** The number of this discipline, which may be the next one. */
  public int number(String discipline, @Nullable String subject) {
    Integer sameSubject = subject == null ? null : bySubject.get(subject);
    Integer known =
        sameSubject == null ? bySpelling.get(Spelling.withoutBlanks(discipline)) : sameSubject;
    return known == null ? highest() + 1 : known;
  }

  private int highest() {
    return bySpelling.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
