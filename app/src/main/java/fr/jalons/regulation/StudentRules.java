package fr.jalons.regulation;

import static java.time.temporal.ChronoUnit.DAYS;

import fr.jalons.delivery.sessions.StudentSession;
import fr.jalons.evaluation.alerts.SchoolAlert;
import fr.jalons.evaluation.reviews.StudentReview;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.planning.needs.NeedCoverage;
import fr.jalons.planning.tutors.Contact;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.school.students.StudentMemberships;
import fr.jalons.school.students.StudentMemberships.Membership;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The four rules about a student (S27), over what is known of them.
 *
 * @param schoolClass of today
 * @param year the school year up to today
 */
record StudentRules(StudentId student, StructureId schoolClass, Aspects aspects, Period year) {
  private static final String ATTENDANCE = "S42";

  /**
   * A fact that alerts.
   *
   * @param subject and {@code fact} with the rule, what it is told by: once
   * @param structure in which the alert is filed
   * @param about as in the alert
   */
  record Fact(
      AlertRule rule,
      Object subject,
      Object fact,
      StructureId structure,
      @Nullable String indicator,
      @Nullable UUID about,
      BigDecimal observed,
      BigDecimal threshold,
      LocalDate since) {}

  private LocalDate today() {
    return year.until();
  }

  /** All of today, whether or not they were told before. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    attendance(facts);
    needs(facts);
    contact(facts);
    reviews(facts);
    return List.copyOf(facts);
  }

  private void attendance(List<Fact> facts) {
    LocalDate first = today().minusDays(aspects.setting(SchoolAlert.ATTENDANCE_WINDOW));
    List<StudentSession> sessions =
        StudentSession.expected(aspects, new Period(first, today(), year.zone()));
    int expected = sessions.stream().mapToInt(StudentSession::minutes).sum();
    int present = sessions.stream().mapToInt(StudentSession::minutesPresent).sum();
    BigDecimal least = aspects.setting(SchoolAlert.LOW_ATTENDANCE);
    BigDecimal enough = least.multiply(BigDecimal.valueOf(expected));
    if (sessions.size() >= aspects.setting(SchoolAlert.ATTENDANCE_SESSIONS)
        && BigDecimal.valueOf(present).compareTo(enough) < 0) {
      facts.add(
          new Fact(
              AlertRule.LOW_ATTENDANCE,
              student,
              YearMonth.from(today()),
              schoolClass,
              ATTENDANCE,
              null,
              BigDecimal.valueOf(Objects.requireNonNull(Ratio.of(present, expected).value())),
              least,
              first));
    }
  }

  private void needs(List<Fact> facts) {
    int longest = aspects.setting(SchoolAlert.NEED_WITHOUT_ACTION);
    NeedCoverage.unanswered(aspects, today())
        .forEach(
            (need, since) ->
                late(
                    AlertRule.NEED_WITHOUT_ACTION,
                    need,
                    since,
                    schoolClass,
                    need.value(),
                    since,
                    longest,
                    facts));
  }

  /** A year begins anew: holidays in summer are nobody's silence. */
  private void contact(List<Fact> facts) {
    LocalDate last =
        aspects.all(Contact.class).stream()
            .map(Contact::on)
            .filter(day -> !day.isAfter(today()))
            .max(Comparator.naturalOrder())
            .orElseGet(this::firstInClass);
    LocalDate since = last.isBefore(year.from()) ? year.from() : last;
    int longest = aspects.setting(SchoolAlert.NO_CONTACT);
    late(AlertRule.NO_CONTACT, student, since, schoolClass, null, since, longest, facts);
  }

  private LocalDate firstInClass() {
    return aspects.one(StudentMemberships.class).list().stream()
        .filter(one -> one.structure().kind() == StructureId.Kind.CLASS)
        .map(Membership::from)
        .min(Comparator.naturalOrder())
        .orElse(year.from());
  }

  private void reviews(List<Fact> facts) {
    int longest = aspects.setting(SchoolAlert.REVIEW_OVERDUE);
    for (StudentReview review : StudentReview.overdue(aspects, today())) {
      if (year.covers(review.dueOn())) {
        late(
            AlertRule.OVERDUE_REVIEW,
            review.review(),
            student,
            review.structure(),
            review.review().value(),
            review.dueOn(),
            longest,
            facts);
      }
    }
  }

  /** A fact that lasts for more days than it may. */
  private void late(
      AlertRule rule,
      Object subject,
      Object fact,
      StructureId structure,
      @Nullable UUID about,
      LocalDate since,
      int longest,
      List<Fact> facts) {
    long days = DAYS.between(since, today());
    if (days > longest) {
      facts.add(
          new Fact(
              rule,
              subject,
              fact,
              structure,
              null,
              about,
              BigDecimal.valueOf(days),
              BigDecimal.valueOf(longest),
              since));
    }
  }
}
