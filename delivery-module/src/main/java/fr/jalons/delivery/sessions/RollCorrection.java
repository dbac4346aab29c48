package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Period;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That the line of a student on the roll of a session was put right (S42). */
@Aspect(name = "roll-corrections", of = Tags.STUDENT, by = Tags.SESSION)
record RollCorrection(SessionId session) {
  /** Lines put right of sessions of the period. */
  static final Evidence CORRECTED =
      Evidence.within(
          "roll-corrections",
          RollCorrection.class,
          Set.of(StudentMemberships.class),
          RollCorrection::corrected);

  static RollCorrection begin(AttendanceCorrected event) {
    return new RollCorrection(event.session());
  }

  private static Stream<RollCorrection> corrected(Aspects student, Period period) {
    Set<SessionId> sessions =
        GroupSession.concerning(student).stream()
            .filter(session -> period.covers(session.start()))
            .map(GroupSession::id)
            .collect(Collectors.toSet());
    return student.all(RollCorrection.class).stream().filter(one -> sessions.contains(one.session));
  }
}
