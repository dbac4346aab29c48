package fr.jalons.delivery.sessions;

import fr.jalons.events.NeedId;
import fr.jalons.events.PartnerEvent.PartnerKind;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Each group has a session a week, planned a fortnight ahead. That of the first week of October is
 * moved. Those on fundamentals are parts of the action of their class, those on projects have a
 * partner. Now and then one is cancelled, or a certificate comes in the day after.
 */
@Component
final class SessionStory implements Story {
  private static final int MINUTES = 55;
  private static final int AHEAD = 15;
  private static final int DAYS_A_WEEK = 7;
  private static final int HOMEWORK_WEEKS = 3;
  private static final List<String> COMPETENCIES =
      List.of("CPS-C1.1", "CPS-C2.1", "CPS-E1.1", "CPS-S1.1");
  private static final List<Theme> THEMES =
      List.of(
          new Theme("Lire une consigne, étape par étape", Nature.FUNDAMENTALS),
          new Theme("Proportionnalité en atelier", Nature.FUNDAMENTALS),
          new Theme("Coopérer dans une équipe", Nature.PSYCHOSOCIAL),
          new Theme("Gérer son stress avant un oral", Nature.PSYCHOSOCIAL),
          new Theme("Organiser son travail personnel", Nature.AUTONOMY),
          new Theme("Préparer sa période en entreprise", Nature.PROFESSIONAL_PROJECT),
          new Theme("S’entraîner à l’épreuve du CAP", Nature.EXAM));

  private record Theme(String title, Nature nature) {}

  @Override
  public void tell(Teller teller) {
    List<Runnable> moves = new ArrayList<>();
    for (Team division : teller.classes()) {
      DayOfWeek weekday = DayOfWeek.MONDAY;
      for (Team group : division.groups()) {
        weekly(teller, division, group, weekday, moves);
        weekday = weekday.plus(1);
      }
    }
    moves.forEach(Runnable::run); // last, so that they change nothing else that chance decides
    homework(teller, teller.classes().getLast().groups().getLast());
  }

  /** Some Thursdays of help with homework, planned at once. */
  private static void homework(Teller teller, Team group) {
    SessionId first = teller.id(SessionId::new);
    LocalDate day = teller.day(9, 24).with(TemporalAdjusters.nextOrSame(DayOfWeek.THURSDAY));
    LocalDate last = day.plusWeeks(HOMEWORK_WEEKS - 1);
    String leader = group.teacher(0);
    teller
        .on(teller.year().schoolDay(day.minusDays(2)), 7)
        .by(leader)
        .say(
            new ScheduleSession(
                first,
                group.structure(),
                "Aide aux devoirs",
                day.atTime(16, 0).atZone(teller.year().zone()).toInstant(),
                MINUTES,
                group.teachers(),
                List.of(Nature.AUTONOMY),
                List.of(),
                null,
                List.of(),
                null,
                last));
    for (LocalDate week = day; !week.isAfter(last); week = week.plusWeeks(1)) {
      teller
          .on(week, 18)
          .by(leader)
          .say(
              new HoldSession(
                  week.equals(day) ? first : ScheduleSession.ofWeek(first, week),
                  group.students().stream()
                      .map(one -> new RollLine(one, AttendanceStatus.PRESENT, null, null))
                      .toList(),
                  "Devoirs de la semaine.",
                  List.of()));
    }
  }

  private static void weekly(
      Teller teller, Team division, Team group, DayOfWeek weekday, List<Runnable> moves) {
    LocalDate first = teller.day(9, 21).with(TemporalAdjusters.nextOrSame(weekday));
    for (LocalDate day = first; day.isBefore(teller.day(6, 20)); day = day.plusWeeks(1)) {
      if (teller.year().isSchoolDay(day)) {
        session(teller, division, group, day, moves);
      }
    }
  }

  private static void session(
      Teller teller, Team division, Team group, LocalDate day, List<Runnable> moves) {
    SessionId session = teller.id(SessionId::new);
    String leader = group.teacher(teller.between(0, 1));
    Supplier<ScheduleSession> plan = planned(teller, division, group, session, day, leader);
    if (day.getMonth() == Month.OCTOBER && day.getDayOfMonth() <= DAYS_A_WEEK) {
      moves.add(
          () ->
              teller
                  .on(teller.year().schoolDay(day.minusDays(2)), 7)
                  .by(leader)
                  .say(() -> anHourEarlier(plan.get())));
    }
    if (teller.likely(0.05)) {
      teller.on(day, 8).by(leader).say(new CancelSession(session, "Intervenant absent."));
      return;
    }
    List<RollLine> roll = group.students().stream().map(one -> line(teller, one)).toList();
    teller
        .on(day, 12)
        .by(leader)
        .say(
            new HoldSession(
                session,
                roll,
                "Travail en ateliers, restitution orale.",
                List.of(teller.oneOf(COMPETENCIES), teller.oneOf(COMPETENCIES))));
    if (teller.likely(0.08)) {
      StudentId student = teller.oneOf(group.students());
      teller
          .on(day.plusDays(1), 9)
          .by(leader)
          .say(
              new CorrectAttendance(
                  session, student, AttendanceStatus.EXCUSED, null, null, "Certificat reçu."));
    }
  }

  /** For some of the group's needs, as long as none is closed: see the story of needs. */
  private static Supplier<ScheduleSession> planned(
      Teller teller, Team division, Team group, SessionId session, LocalDate day, String leader) {
    Theme theme = teller.oneOf(THEMES);
    Instant start = day.atTime(10, 0).atZone(teller.year().zone()).toInstant();
    LocalDate plannedOn = teller.year().schoolDay(day.minusDays(AHEAD));
    boolean aims = plannedOn.isBefore(teller.day(5, 1));
    List<StudentId> aimedAt =
        group.students().stream().filter(student -> teller.likely(0.3) && aims).toList();
    boolean ofAction = theme.nature == Nature.FUNDAMENTALS && isDuringActions(teller, plannedOn);
    RecordId action = teller.record("ACTION", RecordScope.of(division.structure()));
    List<RecordId> partners =
        theme.nature == Nature.PROFESSIONAL_PROJECT && plannedOn.isAfter(teller.day(9, 17))
            ? List.of(teller.record("PARTNER", PartnerKind.ASSOCIATION))
            : List.of();
    Supplier<ScheduleSession> plan =
        () ->
            new ScheduleSession(
                session,
                group.structure(),
                theme.title,
                start,
                MINUTES,
                group.teachers(),
                List.of(theme.nature),
                aimedAt.stream()
                    .flatMap(one -> teller.known(one, NeedId.class).stream().limit(1))
                    .toList(),
                ofAction ? action : null,
                partners,
                null,
                null);
    teller.on(plannedOn, 7).by(leader).say(plan);
    return plan;
  }

  /** See the story of actions. */
  private static boolean isDuringActions(Teller teller, LocalDate day) {
    return day.isAfter(teller.day(10, 12)) && day.isBefore(teller.day(6, 1));
  }

  private static ChangeSession anHourEarlier(ScheduleSession plan) {
    return new ChangeSession(
        plan.session(),
        plan.title(),
        plan.start().minus(Duration.ofHours(1)),
        plan.minutes(),
        plan.teachers(),
        plan.natures(),
        plan.needs(),
        null);
  }

  private static RollLine line(Teller teller, StudentId student) {
    int fate = teller.between(1, 100);
    if (fate <= 86) {
      return new RollLine(student, AttendanceStatus.PRESENT, null, null);
    }
    if (fate <= 91) {
      return new RollLine(student, AttendanceStatus.LATE, MINUTES - teller.between(5, 24), null);
    }
    return fate <= 96
        ? new RollLine(
            student, AttendanceStatus.EXCUSED, null, fate == 96 ? Elsewhere.SCHOOL_DUTY : null)
        : new RollLine(student, AttendanceStatus.UNEXCUSED, null, null);
  }
}
