package fr.jalons.delivery.supports;

import fr.jalons.events.RecordId;
import fr.jalons.events.SupportEvent.LiaisonDirection;
import fr.jalons.events.SupportEvent.LiaisonShared;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import java.time.LocalDate;

/** A note about a student's support (S24): shown with the support. */
@Aspect(name = "liaisons", of = Tags.STUDENT, by = Tags.RECORD)
public record Liaison(
    RecordId id, RecordId enrolment, LiaisonDirection direction, String note, LocalDate sharedOn) {

  /** Notes passed on in the period. */
  static final Evidence SHARED =
      Evidence.over("liaisons", Liaison.class, (note, period) -> period.covers(note.sharedOn));

  static Liaison begin(LiaisonShared event) {
    return new Liaison(
        event.liaison(), event.enrolment(), event.direction(), event.note(), event.sharedOn());
  }
}
