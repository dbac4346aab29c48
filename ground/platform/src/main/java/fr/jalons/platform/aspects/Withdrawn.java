package fr.jalons.platform.aspects;

import fr.jalons.marks.Withdrawal;
import java.time.LocalDate;

/**
 * An entry that was taken back: it counts nowhere, and is shown with the reason.
 *
 * @param entry as it stood
 */
public record Withdrawn(Object entry, String reason, LocalDate withdrawnOn) {

  /** What a row keeps beside the entry; the reason bears the name that it has in the event. */
  record Why(String reason, LocalDate withdrawnOn) {
    static Why of(Withdrawal event) {
      return new Why(event.reason(), event.withdrawnOn());
    }
  }

  static Withdrawn of(Object entry, Why why) {
    return new Withdrawn(entry, why.reason(), why.withdrawnOn());
  }
}
