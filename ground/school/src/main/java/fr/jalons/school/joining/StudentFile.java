package fr.jalons.school.joining;

import fr.jalons.events.Periods;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Joining;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a joining asks of the file of a student.
 *
 * @param school null for one that no roster names
 * @param left the first day of absence of one who has left
 * @param places when they belonged to each class and group
 */
@DecisionModel(tag = Tags.STUDENT)
record StudentFile(
    @Nullable SchoolId school,
    boolean erased,
    @Nullable LocalDate left,
    Map<StructureId, Periods> places,
    Joinings joinings) {

  StudentFile() {
    this(null, false, null, Map.of(), Joinings.NONE);
  }

  StudentFile evolve(StudentRegistered event) {
    return new StudentFile(event.school(), erased, left, places, joinings);
  }

  StudentFile evolve(StudentErased event) {
    return new StudentFile(school, true, left, places, joinings);
  }

  StudentFile evolve(MembershipStarted event) {
    return new StudentFile(
        school,
        erased,
        null,
        with(event.structure(), in(event.structure()).start(event.from())),
        joinings);
  }

  StudentFile evolve(MembershipEnded event) {
    return new StudentFile(
        school,
        erased,
        left,
        with(event.structure(), in(event.structure()).end(event.until())),
        joinings);
  }

  StudentFile evolve(StudentLeft event) {
    return new StudentFile(school, erased, event.on(), places, joinings);
  }

  StudentFile evolve(StudentBack event) {
    return new StudentFile(school, erased, null, places, joinings);
  }

  StudentFile evolve(Joining event) {
    return new StudentFile(school, erased, left, places, joinings.after(event));
  }

  private Periods in(StructureId structure) {
    return places.getOrDefault(structure, Periods.NONE);
  }

  private Map<StructureId, Periods> with(StructureId structure, Periods periods) {
    Map<StructureId, Periods> next = new TreeMap<>(Comparator.comparing(StructureId::value));
    next.putAll(places);
    next.put(structure, periods);
    return next;
  }

  /** A stay of one of two files. */
  private record Stay(
      StudentId whose, SchoolId school, StructureId structure, Periods.Period when) {
    LocalDate last() {
      return Objects.requireNonNullElse(when.until(), LocalDate.MAX);
    }

    Stream<SchoolEvent> said() {
      LocalDate until = when.until();
      return Stream.concat(
          Stream.of(new MembershipStarted(whose, structure, school, when.from())),
          Stream.ofNullable(until).map(day -> new MembershipEnded(whose, structure, school, day)));
    }
  }

  /**
   * What has to be said again so that, in the order of the log, one file does not end what the
   * other tells: who has left under one of them and is there under the other is there. Each file
   * says only what it has said already, so that alone it stays as it was.
   */
  static List<SchoolEvent> saidAgain(
      SchoolId school, StudentId kept, StudentFile one, StudentId joined, StudentFile other) {
    List<SchoolEvent> events = new ArrayList<>();
    for (StructureId structure : one.places.keySet()) {
      if (!one.in(structure).list().isEmpty() && !other.in(structure).list().isEmpty()) {
        Stream.concat(
                one.in(structure).list().stream()
                    .map(when -> new Stay(kept, school, structure, when)),
                other.in(structure).list().stream()
                    .map(when -> new Stay(joined, school, structure, when)))
            .sorted(Comparator.comparing(Stay::last))
            .forEach(stay -> stay.said().forEach(events::add));
      }
    }
    LocalDate first = one.left;
    LocalDate second = other.left;
    if (first != null && second != null) {
      StudentLeft ofOne = new StudentLeft(kept, school, first);
      StudentLeft ofOther = new StudentLeft(joined, school, second);
      events.addAll(first.isAfter(second) ? List.of(ofOther, ofOne) : List.of(ofOne, ofOther));
    } else if (first != null) {
      events.add(new StudentLeft(kept, school, first));
      events.add(new StudentBack(joined, school));
    } else if (second != null) {
      events.add(new StudentLeft(joined, school, second));
      events.add(new StudentBack(kept, school));
    }
    return events;
  }
}
