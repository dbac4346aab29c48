package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static fr.jalons.delivery.Classroom.SESSION;
import static fr.jalons.delivery.Classroom.STRANGER;
import static fr.jalons.delivery.Classroom.held;
import static fr.jalons.delivery.Classroom.joined;
import static fr.jalons.delivery.Classroom.roster;
import static fr.jalons.delivery.Classroom.scheduled;
import static fr.jalons.platform.refusal.Refusal.Kind.CONFLICT;
import static fr.jalons.platform.refusal.Refusal.Kind.NOT_FOUND;

import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SessionEvent.SessionCancelled;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelSessionTest {
  private static final CancelSession COMMAND = new CancelSession(SESSION, "grève");
  private static final SessionCancelled CANCELLED =
      new SessionCancelled(SESSION, CLASS, List.of(ADA, BEN), "grève");

  @Test
  void aPlannedSessionIsCancelled() {
    given(scheduled()).lead(COMMAND, CANCELLED);
  }

  @Test
  void itConcernsTheMembersOfItsDayAsTheyAreKnownNow() {
    given(scheduled(), new MembershipEnded(BEN, CLASS, SCHOOL, DAY), joined(STRANGER))
        .lead(COMMAND, new SessionCancelled(SESSION, CLASS, List.of(ADA, STRANGER), "grève"));
  }

  @Test
  void anUnknownSessionIsNotCancelled() {
    given().refuse(NOT_FOUND, null, "delivery.session-unknown", COMMAND);
  }

  @Test
  void aSessionThatWasHeldIsNotCancelled() {
    given(scheduled(), held()).refuse(CONFLICT, null, "delivery.session-held", COMMAND);
  }

  @Test
  void aSessionIsCancelledOnlyOnce() {
    given(scheduled(), CANCELLED).refuse(CONFLICT, null, "delivery.session-cancelled", COMMAND);
  }

  private static Decisions given(Object... events) {
    List<Object> all = new ArrayList<>(roster());
    all.addAll(List.of(events));
    return Decisions.of(Clock.system(PARIS), CancelSession.class, all);
  }
}
