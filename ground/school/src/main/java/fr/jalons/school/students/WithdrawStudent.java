package fr.jalons.school.students;

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
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * An erased student no longer belongs anywhere: no later roll, plan or survey counts on them. No
 * person sends it; it follows from the erasure.
 */
@Command(namespace = SchoolEvent.NAMESPACE, name = "WithdrawStudent")
public record WithdrawStudent(StudentId student) {

  /**
   * @param ends for each class and group, the end of the last membership
   */
  @DecisionModel(tag = Tags.STUDENT)
  record Place(
      @Nullable SchoolId school,
      @Nullable LocalDate left,
      Map<StructureId, LocalDate> ends,
      boolean erased) {
    Place() {
      this(null, null, Map.of(), false);
    }

    Place evolve(StudentRegistered event) {
      return new Place(event.school(), left, ends, erased);
    }

    Place evolve(MembershipStarted event) {
      return new Place(event.school(), null, with(event.structure(), LocalDate.MAX), erased);
    }

    Place evolve(MembershipEnded event) {
      return new Place(event.school(), left, with(event.structure(), event.until()), erased);
    }

    Place evolve(StudentLeft event) {
      return new Place(event.school(), event.on(), ends, erased);
    }

    Place evolve(StudentBack event) {
      return new Place(event.school(), null, ends, erased);
    }

    Place evolve(StudentErased event) {
      return new Place(event.school(), left, ends, true);
    }

    private Map<StructureId, LocalDate> with(StructureId structure, LocalDate end) {
      Map<StructureId, LocalDate> next = new TreeMap<>(Comparator.comparing(StructureId::value));
      next.putAll(ends);
      next.put(structure, end);
      return next;
    }
  }

  List<SchoolEvent> decide(Place place, LocalDate today) {
    SchoolId school = place.school;
    if (!place.erased || school == null) {
      throw Refusal.conflict("planning.student-not-erased");
    }
    List<SchoolEvent> events = new ArrayList<>();
    place.ends.forEach(
        (structure, end) -> {
          if (end.isAfter(today)) {
            events.add(new MembershipEnded(student, structure, structure.school(), today));
          }
        });
    if (place.left == null || place.left.isAfter(today)) {
      events.add(new StudentLeft(student, school, today));
    }
    return events;
  }
}
