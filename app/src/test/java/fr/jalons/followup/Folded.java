package fr.jalons.followup;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.AsShown;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.indicators.IndicatorLines;
import fr.jalons.indicators.Scope;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Period;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.support.StaticMessageSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What readers get of a history, as JSON. Tests of the follow-up know nothing of it but this class
 * and the fields of the API.
 */
final class Folded {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Folds FOLDS = Folds.onClassPath(ZoneOffset.UTC);

  private Folded() {}

  /** A student's follow-up. */
  static DocumentContext student(StudentId student, DomainEvent... events) {
    return json(view(student, events));
  }

  /** As readers get it, with types. */
  static StudentView view(StudentId student, DomainEvent... events) {
    return StudentView.of(student, folded(events).of(student), events.length);
  }

  /** A class's indicator on a day, for a reader who sees its students. */
  static DocumentContext indicator(
      String code, StructureId structure, LocalDate day, DomainEvent... events) {
    return indicator(code, 0, structure, day, events);
  }

  /** As {@link #indicator}, for a reader whose figures must stand for {@code least} people. */
  static DocumentContext indicator(
      String code, long least, StructureId structure, LocalDate day, DomainEvent... events) {
    FoldedAspects folded = folded(events);
    Aspects group = folded.of(structure);
    List<Aspects> students = ClassFollowUps.members(group, day).stream().map(folded::of).toList();
    StaticMessageSource words = new StaticMessageSource();
    words.setUseCodeAsDefaultMessage(true);
    IndicatorLines lines = new IndicatorLines(FOLDS, new Indicators(FOLDS), words);
    Scope scope = Scope.of(structure, structure.key());
    List<IndicatorLine> all =
        lines.all(scope, yearUntil(day), IndicatorLines.Subjects.of(students, List.of(group)));
    return json(
        AsShown.of(all, students.size(), least).stream()
            .filter(one -> one.code().equals(code))
            .findFirst()
            .orElseThrow());
  }

  private static Period yearUntil(LocalDate day) {
    LocalDate first = LocalDate.of(day.getYear(), Month.SEPTEMBER, 1);
    return new Period(first.isAfter(day) ? first.minusYears(1) : first, day, ZoneOffset.UTC);
  }

  private static FoldedAspects folded(DomainEvent... events) {
    FoldedAspects folded = new FoldedAspects(FOLDS);
    Set<SessionId> planned = new HashSet<>();
    for (DomainEvent event : events) {
      if (event instanceof SessionScheduled plan) {
        planned.add(plan.session());
      } else if (event instanceof SessionHeld held && planned.add(held.session())) {
        folded.evolve(planOf(held));
      }
      folded.evolve(event);
    }
    return folded;
  }

  /** What is held was planned, whether or not a test says so. */
  private static SessionScheduled planOf(SessionHeld held) {
    return new SessionScheduled(
        held.session(),
        held.audience(),
        "Atelier",
        held.start(),
        held.minutes(),
        held.teachers(),
        Set.of(),
        List.of(),
        held.students());
  }

  private static DocumentContext json(Object answer) {
    return JsonPath.parse(JSON.convertValue(answer, Map.class));
  }
}
