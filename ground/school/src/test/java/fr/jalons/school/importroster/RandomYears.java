package fr.jalons.school.importroster;

import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What really happens in a school of a few classes, and what its secretary exports of it, day after
 * day. The same seed tells the same years.
 */
final class RandomYears {
  private static final int LAST_FILES_OF_MAY = 150;

  private final Random random;
  private final Map<StudentId, Pupil> pupils = new LinkedHashMap<>();
  private final Map<String, TeacherId> teachers = new LinkedHashMap<>();
  private final List<FileDraft> earlier = new ArrayList<>();
  private final Predicate<StudentId> isThere;
  private LocalDate day;
  private int codes;

  /**
   * A pupil as the school knows them.
   *
   * @param entered the day of entry, where SIECLE has one
   * @param returned whether they have left once and come back
   */
  record Pupil(
      String schoolClass,
      Set<String> groups,
      @Nullable LocalDate entered,
      @Nullable LocalDate left,
      boolean returned) {

    Pupil in(String other) {
      return new Pupil(other, groups, entered, left, returned);
    }

    Pupil in(Set<String> others) {
      return new Pupil(schoolClass, others, entered, left, returned);
    }

    Pupil entering(@Nullable LocalDate on) {
      return new Pupil(schoolClass, groups, on, left, returned);
    }

    Pupil leaving(@Nullable LocalDate on) {
      return new Pupil(schoolClass, groups, entered, on, returned);
    }
  }

  /**
   * @param isThere whether the school knows somebody who is there: SIECLE may drop the classes of
   *     one who leaves
   */
  RandomYears(long seed, Predicate<StudentId> isThere) {
    this.isThere = isThere;
    random = new Random(seed);
    day = LocalDate.of(2026, Month.SEPTEMBER, 3);
    for (int i = 0; i < 3; i++) {
      teachers.put(newCode(), new TeacherId(newId()));
    }
    for (int i = 0; i < 8; i++) {
      arrives();
    }
  }

  LocalDate day() {
    return day;
  }

  Map<StudentId, Pupil> pupils() {
    return pupils;
  }

  /** Whether something is the case, once in so many times. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Days pass and something happens: most of it to single pupils. */
  void goOn() {
    day = day.plusDays(1 + random.nextInt(18));
    for (int i = random.nextInt(4); i > 0; i--) {
      switch (random.nextInt(8)) {
        case 0, 1 -> arrives();
        case 2 -> someone().ifPresent(id -> pupils.remove(id));
        case 3 -> change(one -> one.in(aClass()));
        case 4 -> change(one -> one.in(someGroups()));
        case 5 -> change(one -> one.left() == null ? one.leaving(aLeaving(one)) : one);
        case 6 -> change(one -> one.leaving(null));
        default -> change(one -> one.entering(anEntry(day.plusDays(5))));
      }
    }
  }

  /** One class has another code, and nobody changes class; pupils may come or go. */
  Renaming renames() {
    day = day.plusDays(1 + random.nextInt(18));
    String from = aClass();
    String to = newCode();
    List<StudentId> stay =
        pupils.entrySet().stream()
            .filter(
                pupil -> pupil.getValue().schoolClass().equals(from) && isThere(pupil.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    pupils.replaceAll((id, one) -> one.schoolClass().equals(from) ? one.in(to) : one);
    TeacherId teacher = teachers.remove(from);
    teachers.put(to, teacher == null ? new TeacherId(newId()) : teacher);
    if (onceIn(2)) {
      arrives();
    }
    return new Renaming(from, to, stay);
  }

  /** What a class was called and is called, and who is in it before and after. */
  record Renaming(String from, String to, List<StudentId> stay) {}

  private boolean isThere(Pupil pupil) {
    return (pupil.left() == null || pupil.left().isAfter(day))
        && (pupil.entered() == null || !pupil.entered().isAfter(day.minusDays(30)));
  }

  /** The next school year: some are in another class, some have gone. */
  void nextYear() {
    int year = day.getMonthValue() < Month.SEPTEMBER.getValue() ? day.getYear() : day.getYear() + 1;
    day = LocalDate.of(year, Month.SEPTEMBER, 1 + random.nextInt(20));
    earlier.clear();
    pupils.values().removeIf(one -> one.left() != null || onceIn(4));
    pupils.replaceAll((id, one) -> one.in(aClass()).in(someGroups()));
    for (int i = 0; i < 3; i++) {
      arrives();
    }
  }

  boolean isLateInTheYear() {
    LocalDate september = LocalDate.of(day.getYear(), Month.SEPTEMBER, 1);
    LocalDate start = september.isAfter(day) ? september.minusYears(1) : september;
    return ChronoUnit.DAYS.between(start, day) > LAST_FILES_OF_MAY;
  }

  /** All that is true, as SIECLE exports it. */
  FileDraft full() {
    FileDraft file = file(pupils);
    earlier.add(file);
    return file;
  }

  /** One class only: somebody has ticked the wrong box. */
  FileDraft partial() {
    String only = aClass();
    return file(
        pupils.entrySet().stream()
            .filter(pupil -> pupil.getValue().schoolClass().equals(only))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)));
  }

  /** One pupil leaves on a day that is wrong. */
  FileDraft withATypo() {
    Map<StudentId, Pupil> wrong = new LinkedHashMap<>(pupils);
    someone()
        .ifPresent(id -> wrong.computeIfPresent(id, (same, one) -> one.leaving(aLeaving(one))));
    return file(wrong);
  }

  /** One that was imported before. */
  @Nullable FileDraft older() {
    return earlier.isEmpty() ? null : earlier.get(random.nextInt(earlier.size()));
  }

  /** STS-web, with the classes of today. */
  FileDraft staff() {
    FileDraft file = FileDraft.staff(day);
    teachers.forEach((code, teacher) -> file.declares(code).teaches(teacher, code, "006600"));
    return file;
  }

  private FileDraft file(Map<StudentId, Pupil> told) {
    FileDraft file = FileDraft.pupils(day);
    told.forEach(
        (id, one) -> {
          if (one.left() == null || !isThere.test(id) || !onceIn(2)) {
            file.schoolClass(one.schoolClass(), id);
            one.groups().forEach(group -> file.group(group, id));
          }
          if (one.entered() != null) {
            file.enters(id, one.entered());
          }
          if (one.left() != null) {
            file.leaves(id, one.left());
          }
        });
    return file;
  }

  private void arrives() {
    StudentId id = new StudentId(newId());
    pupils.put(id, new Pupil(aClass(), someGroups(), anEntry(day), null, false));
  }

  private void change(UnaryOperator<Pupil> how) {
    someone().ifPresent(id -> pupils.computeIfPresent(id, (same, one) -> how.apply(one)));
  }

  private Optional<StudentId> someone() {
    List<StudentId> all = List.copyOf(pupils.keySet());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private @Nullable LocalDate anEntry(LocalDate latest) {
    return onceIn(3) ? null : latest.minusDays(random.nextInt(40));
  }

  private LocalDate aLeaving(Pupil one) {
    LocalDate on = day.plusDays(random.nextInt(30) - 20L);
    LocalDate september = LocalDate.of(day.getYear(), Month.SEPTEMBER, 1);
    LocalDate first = september.isAfter(day) ? september.minusYears(1) : september;
    LocalDate begin =
        one.entered() == null || one.entered().isBefore(first) ? first : one.entered();
    return on.isAfter(begin) ? on : begin.plusDays(1);
  }

  private String aClass() {
    List<String> all = List.copyOf(teachers.keySet());
    return all.get(random.nextInt(all.size()));
  }

  private Set<String> someGroups() {
    Set<String> groups = new TreeSet<>();
    for (String group : List.of("G1", "G2")) {
      if (onceIn(3)) {
        groups.add(group);
      }
    }
    return groups;
  }

  private String newCode() {
    return "C" + ++codes;
  }

  private UUID newId() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
