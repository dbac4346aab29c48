package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.LENGTH;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static fr.jalons.delivery.Classroom.START;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.Duty;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is measured of sessions of a scope (S13, S20, S45). */
class InterventionsTest {
  private static final Folds FOLDS = Folds.onClassPath(ZoneOffset.UTC);
  private static final Period AUTUMN =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 11, 30), ZoneOffset.UTC);
  private static final SessionId FIRST = new SessionId(UUID.randomUUID());
  private static final SessionId SECOND = new SessionId(UUID.randomUUID());
  private static final RecordId PARTNER = new RecordId(UUID.randomUUID());
  private static final TeacherId LEADING = new TeacherId(UUID.randomUUID());
  private static final TeacherId TEACHING = new TeacherId(UUID.randomUUID());

  private static Measure measured(String code, DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(FOLDS);
    List.of(events).forEach(folded::evolve);
    Indicator indicator =
        new Indicators(FOLDS)
            .all().stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
    return indicator.measure(
        new ScopeView(
            RecordScope.of(CLASS),
            folded.of(SCHOOL),
            List.of(folded.of(CLASS)),
            scope -> true,
            scope -> true),
        AUTUMN);
  }

  private static String share(String code, DomainEvent... events) {
    Measure measure = measured(code, events);
    return measure.numerator() + "/" + measure.denominator();
  }

  private static SessionScheduled session(
      SessionId session, List<RecordId> partners, @Nullable LocalDate plannedOn) {
    return new SessionScheduled(
        session,
        CLASS,
        "Forum",
        START,
        LENGTH,
        List.of(LEADING),
        Set.of(),
        List.of(),
        List.of(ADA),
        null,
        partners,
        plannedOn);
  }

  private static SessionHeld held(SessionId session) {
    return new SessionHeld(
        session, CLASS, START, LENGTH, List.of(), List.of(ADA), List.of(LEADING), null, List.of());
  }

  @Test
  void interventionsAreSessionsWithAPartner() {
    assertThat(
            share(
                "S13",
                session(FIRST, List.of(PARTNER), null),
                held(FIRST),
                session(SECOND, List.of(PARTNER), null)))
        .isEqualTo("1/2");
    assertThat(share("S13", session(FIRST, List.of(), null), held(FIRST))).isEqualTo("0/0");
  }

  @Test
  void theLeadOfInterventionsIsAMedianOfDays() {
    Measure lead =
        measured(
            "S13.lead",
            session(FIRST, List.of(PARTNER), DAY.minusDays(10)),
            session(SECOND, List.of(PARTNER), DAY.minusDays(21)));
    assertThat(lead.value()).isEqualTo(15.5);
    assertThat(measured("S13.lead", session(FIRST, List.of(PARTNER), null)).value()).isNull();
  }

  @Test
  void teachersAreInvolvedOnceASessionOfTheirsWasHeld() {
    DomainEvent leads = new TeacherAssigned(LEADING, CLASS, SCHOOL, Duty.CLASS_LEAD, null, DAY);
    DomainEvent teaches =
        new TeacherAssigned(TEACHING, CLASS, SCHOOL, Duty.TEACHING, "006600", DAY);
    DomainEvent gone =
        new TeacherUnassigned(TEACHING, CLASS, SCHOOL, Duty.TEACHING, "006600", DAY.plusDays(9));

    assertThat(share("S45", leads, teaches, session(FIRST, List.of(), null))).isEqualTo("0/2");
    assertThat(share("S45", leads, teaches, session(FIRST, List.of(), null), held(FIRST)))
        .isEqualTo("1/2");
    assertThat(share("S45", leads, teaches, gone, session(FIRST, List.of(), null), held(FIRST)))
        .isEqualTo("1/1");
    assertThat(share("S45", teaches, session(FIRST, List.of(), null), held(FIRST)))
        .isEqualTo("0/1");
  }

  @Test
  void aSessionOfNoActionAddsNothing() {
    assertThat(share("S20", session(FIRST, List.of(), null), held(FIRST))).isEqualTo("0/1");
  }
}
