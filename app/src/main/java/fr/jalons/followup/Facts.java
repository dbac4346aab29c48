package fr.jalons.followup;

import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link StudentFollowUp} remembers of each thing that happened. */
public final class Facts {
  private Facts() {}

  /** How a text is opened that was sealed as a field of a subject's. */
  @FunctionalInterface
  interface Opening {
    String open(Object subject, String field, String stored);

    default @Nullable String openNullable(Object subject, String field, @Nullable String stored) {
      return stored == null ? null : open(subject, field, stored);
    }
  }

  /** The student belonged to a class or group from a day (included) to a day (excluded). */
  public record Membership(StructureId structure, LocalDate from, @Nullable LocalDate until) {

    /** An end that was announced earlier may still be brought forward. */
    boolean lastsBeyond(LocalDate day) {
      return until == null || until.isAfter(day);
    }
  }

  /** A need as it was last described. */
  public record Need(
      NeedId id,
      NeedArea area,
      String description,
      @Nullable String source,
      LocalDate diagnosedOn,
      @Nullable LocalDate refinedOn,
      @Nullable LocalDate closedOn,
      @Nullable String outcome) {

    static Need of(NeedDiagnosed e) {
      return new Need(
          e.need(), e.area(), e.description(), e.source(), e.diagnosedOn(), null, null, null);
    }

    Need refined(NeedRefined e) {
      return new Need(
          id, e.area(), e.description(), e.source(), diagnosedOn, e.refinedOn(), closedOn, outcome);
    }

    Need closed(NeedClosed e) {
      return new Need(
          id, area, description, source, diagnosedOn, refinedOn, e.closedOn(), e.outcome());
    }

    public boolean open() {
      return closedOn == null;
    }

    Need opened(StudentId student, Opening opening) {
      return new Need(
          id,
          area,
          opening.open(student, "description", description),
          opening.openNullable(student, "source", source),
          diagnosedOn,
          refinedOn,
          closedOn,
          opening.openNullable(student, "outcome", outcome));
    }
  }

  /** Where a session stands. */
  public enum SessionStatus {
    PLANNED,
    HELD,
    CANCELLED
  }

  /**
   * A session the student was concerned by.
   *
   * @param attendance his line of the roll; absent while none was written
   */
  public record Session(
      SessionId id,
      StructureId audience,
      @Nullable String title,
      Instant start,
      int minutes,
      Set<Nature> natures,
      List<TeacherId> teachers,
      List<NeedId> needs,
      SessionStatus status,
      @Nullable Attendance attendance,
      List<String> competencies) {

    static Session planned(SessionScheduled e) {
      return new Session(
          e.session(),
          e.audience(),
          e.title(),
          e.start(),
          e.minutes(),
          e.natures(),
          e.teachers(),
          e.needs(),
          SessionStatus.PLANNED,
          null,
          List.of());
    }

    static Session unplanned(SessionHeld e) {
      return new Session(
          e.session(),
          e.audience(),
          null,
          e.start(),
          e.minutes(),
          Set.of(),
          e.teachers(),
          List.of(),
          SessionStatus.PLANNED,
          null,
          List.of());
    }

    Session held(SessionHeld e, @Nullable Attendance line) {
      return new Session(
          id,
          audience,
          title,
          start,
          minutes,
          natures,
          teachers,
          needs,
          SessionStatus.HELD,
          line,
          e.competencies());
    }

    Session corrected(Attendance line) {
      return new Session(
          id,
          audience,
          title,
          start,
          minutes,
          natures,
          teachers,
          needs,
          status,
          line,
          competencies);
    }

    Session opened(Opening opening) {
      return new Session(
          id,
          audience,
          opening.openNullable(id, "title", title),
          start,
          minutes,
          natures,
          teachers,
          needs,
          status,
          attendance,
          competencies);
    }

    /** With those of its needs that are one student's own. */
    Session withNeedsAmong(Set<NeedId> own) {
      return new Session(
          id,
          audience,
          title,
          start,
          minutes,
          natures,
          teachers,
          needs.stream().filter(own::contains).toList(),
          status,
          attendance,
          competencies);
    }

    Session with(SessionStatus changed) {
      return new Session(
          id,
          audience,
          title,
          start,
          minutes,
          natures,
          teachers,
          needs,
          changed,
          attendance,
          competencies);
    }
  }

  /** An interview held with the student. */
  public record Interview(InterviewId id, LocalDate heldOn, String summary) {
    static Interview of(InterviewRecorded e) {
      return new Interview(e.interview(), e.heldOn(), e.summary());
    }

    Interview opened(StudentId student, Opening opening) {
      return new Interview(id, heldOn, opening.open(student, "summary", summary));
    }
  }

  /** A positioning test: points out of a maximum. */
  public record Positioning(
      PositioningId id,
      PositioningSubject subject,
      LocalDate takenOn,
      BigDecimal score,
      BigDecimal maximum) {

    static Positioning of(PositioningRecorded e) {
      return new Positioning(e.positioning(), e.subject(), e.takenOn(), e.score(), e.maximum());
    }
  }

  /**
   * One assessor's view of one competency.
   *
   * @param subject code of the subject that the discipline is, if it is one of the school's
   * @param disciplineNumber tells disciplines apart; absent in what version 1 recorded
   */
  public record Assessment(
      String framework,
      String competency,
      int level,
      AssessmentContext context,
      String discipline,
      String assessor,
      LocalDate observedOn,
      @Nullable String subject,
      @Nullable Integer disciplineNumber) {

    static Assessment of(CompetencyAssessed e) {
      return new Assessment(
          e.framework(),
          e.competency(),
          e.level(),
          e.context(),
          e.discipline(),
          e.assessor(),
          e.observedOn(),
          e.subject(),
          e.disciplineNumber());
    }

    Assessment opened(StudentId student, Opening opening) {
      return with(opening.open(student, "discipline", discipline), disciplineNumber);
    }

    Assessment numbered(int number) {
      return with(discipline, number);
    }

    private Assessment with(String text, @Nullable Integer number) {
      return new Assessment(
          framework, competency, level, context, text, assessor, observedOn, subject, number);
    }
  }
}
