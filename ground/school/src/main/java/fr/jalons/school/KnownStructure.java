package fr.jalons.school;

import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One class or group as decisions know it: whether it exists on a day, and who belongs to it.
 *
 * @param until the first day on which it no longer exists; null while nothing is known of it
 */
@DecisionModel(tag = Tags.STRUCTURE)
public record KnownStructure(@Nullable LocalDate until, Roll roll) {
  public KnownStructure() {
    this(null, Roll.empty());
  }

  public KnownStructure evolve(StructureDeclared event) {
    return new KnownStructure(LocalDate.MAX, roll);
  }

  public KnownStructure evolve(StructureWithdrawn event) {
    return new KnownStructure(event.on(), roll);
  }

  public KnownStructure evolve(MembershipStarted event) {
    return new KnownStructure(until, roll.evolve(event));
  }

  public KnownStructure evolve(MembershipEnded event) {
    return new KnownStructure(until, roll.evolve(event));
  }

  public boolean existsOn(LocalDate day) {
    return until != null && day.isBefore(until);
  }

  /** Who belongs to it on a day. */
  public List<StudentId> membersOn(LocalDate day) {
    return roll.on(day);
  }
}
