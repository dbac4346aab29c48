package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A student, for the decisions to erase them.
 *
 * @param school null for a student in no roster
 * @param leftOn the first day of absence of one who has left and not come back
 * @param pending the request that waits for its approval
 */
@DecisionModel(tag = Tags.STUDENT)
record Subject(
    @Nullable SchoolId school,
    @Nullable LocalDate leftOn,
    @Nullable ErasureRequestId pending,
    boolean erased) {

  Subject() {
    this(null, null, null, false);
  }

  Subject evolve(StudentRegistered event) {
    return new Subject(event.school(), leftOn, pending, erased);
  }

  Subject evolve(StudentLeft event) {
    return new Subject(school, event.on(), pending, erased);
  }

  Subject evolve(MembershipStarted event) {
    return new Subject(school, null, pending, erased);
  }

  Subject evolve(StudentBack event) {
    return new Subject(school, null, pending, erased);
  }

  Subject evolve(ErasureRequested event) {
    return new Subject(school, leftOn, event.request(), erased);
  }

  Subject evolve(StudentErased event) {
    return new Subject(school, leftOn, null, true);
  }
}
