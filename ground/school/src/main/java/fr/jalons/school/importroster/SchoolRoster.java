package fr.jalons.school.importroster;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.SchoolYearDated;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolEvent.SubjectsListed;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a school's earlier imports told, event by event. Each state holds on to the one before: a
 * school's history is long, and copying all that is known at every step of it would take its time
 * squared.
 */
@DecisionModel(tag = Tags.SCHOOL)
final class SchoolRoster {
  private final @Nullable SchoolRoster before;
  private final @Nullable DomainEvent event;

  SchoolRoster() {
    this(null, null);
  }

  private SchoolRoster(@Nullable SchoolRoster before, @Nullable DomainEvent event) {
    this.before = before;
    this.event = event;
  }

  SchoolRoster evolve(RosterImported imported) {
    return new SchoolRoster(this, imported);
  }

  SchoolRoster evolve(SchoolYearDated dated) {
    return new SchoolRoster(this, dated);
  }

  SchoolRoster evolve(SubjectsListed listed) {
    return new SchoolRoster(this, listed);
  }

  SchoolRoster evolve(StructureDeclared declared) {
    return new SchoolRoster(this, declared);
  }

  SchoolRoster evolve(StructureWithdrawn withdrawn) {
    return new SchoolRoster(this, withdrawn);
  }

  SchoolRoster evolve(StudentRegistered registered) {
    return new SchoolRoster(this, registered);
  }

  SchoolRoster evolve(MembershipStarted started) {
    return new SchoolRoster(this, started);
  }

  SchoolRoster evolve(MembershipEnded ended) {
    return new SchoolRoster(this, ended);
  }

  SchoolRoster evolve(StudentLeft left) {
    return new SchoolRoster(this, left);
  }

  SchoolRoster evolve(StudentBack back) {
    return new SchoolRoster(this, back);
  }

  SchoolRoster evolve(GuardianLinked linked) {
    return new SchoolRoster(this, linked);
  }

  SchoolRoster evolve(GuardianUnlinked unlinked) {
    return new SchoolRoster(this, unlinked);
  }

  SchoolRoster evolve(TeacherRegistered registered) {
    return new SchoolRoster(this, registered);
  }

  SchoolRoster evolve(TeacherAssigned assigned) {
    return new SchoolRoster(this, assigned);
  }

  SchoolRoster evolve(TeacherUnassigned unassigned) {
    return new SchoolRoster(this, unassigned);
  }

  SchoolRoster evolve(StaffListed listed) {
    return new SchoolRoster(this, listed);
  }

  SchoolRoster evolve(StudentErased erased) {
    return new SchoolRoster(this, erased);
  }

  /** What an import changes, and what of it has to be confirmed. */
  Outcome decide(ImportRoster command, Circumstances around) {
    return new Decision(known(), command, around).outcome();
  }

  private KnownRoster known() {
    Deque<DomainEvent> oldestFirst = new ArrayDeque<>();
    for (SchoolRoster state = this; state.before != null; state = state.before) {
      oldestFirst.push(Objects.requireNonNull(state.event));
    }
    KnownRoster known = new KnownRoster();
    oldestFirst.forEach(known::apply);
    return known;
  }
}
