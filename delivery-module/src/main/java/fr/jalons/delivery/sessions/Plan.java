package fr.jalons.delivery.sessions;

import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.StructureId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownTeacher;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is planned for a session: when it is, what it is for, and who leads it. */
record Plan(
    StructureId audience,
    String title,
    Instant start,
    int minutes,
    List<TeacherId> teachers,
    Set<Nature> natures,
    List<NeedId> needs) {

  /** What is named twice counts once. */
  static Plan of(
      StructureId audience,
      String title,
      Instant start,
      int minutes,
      List<TeacherId> teachers,
      Collection<Nature> natures,
      List<NeedId> needs) {
    return new Plan(
        audience,
        title,
        start,
        minutes,
        teachers.stream().distinct().toList(),
        natures.stream().collect(Collectors.toCollection(() -> EnumSet.noneOf(Nature.class))),
        needs.stream().distinct().toList());
  }

  static Plan of(SessionScheduled event) {
    return of(
        event.audience(),
        event.title(),
        event.start(),
        event.minutes(),
        event.teachers(),
        event.natures(),
        event.needs());
  }

  static Plan of(SessionChanged event) {
    return of(
        event.audience(),
        event.title(),
        event.start(),
        event.minutes(),
        event.teachers(),
        event.natures(),
        event.needs());
  }

  LocalDate day(ZoneId zone) {
    return LocalDate.ofInstant(start, zone);
  }

  /** Whether it says the same, in whatever order. */
  boolean says(Plan other) {
    return audience.equals(other.audience)
        && title.equals(other.title)
        && start.equals(other.start)
        && minutes == other.minutes
        && Set.copyOf(teachers).equals(Set.copyOf(other.teachers))
        && natures.equals(other.natures)
        && Set.copyOf(needs).equals(Set.copyOf(other.needs));
  }

  /** Refuses unknown teachers; the request names them in this order. */
  static void requireKnown(List<KnownTeacher> teachers) {
    for (int i = 0; i < teachers.size(); i++) {
      if (!teachers.get(i).known()) {
        throw Refusal.invalid("teachers[" + i + "]", "delivery.teacher-unknown");
      }
    }
  }
}
