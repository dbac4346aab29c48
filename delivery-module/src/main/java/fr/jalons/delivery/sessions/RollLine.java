package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * One line of the roll as a teacher gives it.
 *
 * @param minutes minutes present. Left out, a student who is present counts for the whole session,
 *     and so does one who is late: a teacher who wants the delay deducted says the minutes
 * @param cause where the school has sent a student who is excused
 */
public record RollLine(
    @NotNull StudentId studentId,
    @NotNull AttendanceStatus status,
    @Nullable Integer minutes,
    @Nullable Elsewhere cause) {

  /** The line in a session of {@code length} minutes; {@code path} leads to it in the request. */
  Attendance in(int length, String path) {
    if (minutes != null && (minutes < 0 || minutes > length)) {
      throw Refusal.invalid(path + "minutes", "delivery.minutes-out-of-range", length);
    }
    int present = minutes != null ? minutes : status.attended() ? length : 0;
    if (status.attended() && present == 0) {
      throw Refusal.invalid(path + "minutes", "delivery.present-for-no-time");
    }
    if (!status.attended() && present > 0) {
      throw Refusal.invalid(path + "minutes", "delivery.absent-with-minutes");
    }
    if (cause != null && status != AttendanceStatus.EXCUSED) {
      throw Refusal.invalid(path + "cause", "delivery.cause-of-excused");
    }
    return new Attendance(studentId, status, present, cause);
  }
}
