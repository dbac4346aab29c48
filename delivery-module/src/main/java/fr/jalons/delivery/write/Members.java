package fr.jalons.delivery.write;

import fr.jalons.events.PlanningEvent.MembershipEnded;
import fr.jalons.events.PlanningEvent.MembershipStarted;
import fr.jalons.events.Roll;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.List;

/** Who belongs to a class or group, and when. */
@DecisionModel(tag = Tags.STRUCTURE)
record Members(Roll roll) {
  Members() {
    this(Roll.empty());
  }

  Members evolve(MembershipStarted event) {
    return new Members(roll.evolve(event));
  }

  Members evolve(MembershipEnded event) {
    return new Members(roll.evolve(event));
  }

  List<StudentId> on(LocalDate day) {
    return roll.on(day);
  }
}
