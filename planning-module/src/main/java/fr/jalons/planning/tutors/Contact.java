package fr.jalons.planning.tutors;

import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.ReviewEvent.ReviewHeld;
import fr.jalons.events.SupportEvent.LiaisonShared;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Setting;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody spoke with a student or about them (S26). Whatever event says so begins one: an
 * interview has a tag of its own, records of other kinds share theirs.
 */
@Aspect(
    name = "lastContactOn",
    version = 3,
    of = Tags.STUDENT,
    by = {Tags.INTERVIEW, Tags.RECORD})
@Shown(part = "plan", order = 12, template = "planning/contacts")
public record Contact(LocalDate on) {
  /** How long a contact is recent. */
  private static final Setting<Integer> RECENTLY = Setting.days("jalons.recent-contact", 30);

  /** Students with a contact in the last days of the period ÷ students. */
  static final Indicator RECENT =
      Indicator.within("S26", 1, Contact.class, Set.of(), Contact::recent);

  /** Contacts in the period. */
  static final Evidence HELD =
      Evidence.over("contacts", Contact.class, (contact, period) -> period.covers(contact.on));

  static Contact begin(InterviewRecorded event) {
    return new Contact(event.heldOn());
  }

  static Contact begin(ReviewHeld event) {
    return new Contact(event.heldOn());
  }

  static Contact begin(LiaisonShared event) {
    return new Contact(event.sharedOn());
  }

  static @Nullable LocalDate view(List<Contact> contacts) {
    return contacts.stream().map(Contact::on).max(Comparator.naturalOrder()).orElse(null);
  }

  static List<Figure> figures(LocalDate last) {
    return List.of(Figure.day("last-contact", last));
  }

  private static Ratio recent(Aspects student, Period period) {
    LocalDate first = period.until().minusDays(student.setting(RECENTLY));
    return Ratio.one(
        student.all(Contact.class).stream()
            .anyMatch(one -> !one.on.isBefore(first) && !one.on.isAfter(period.until())));
  }
}
