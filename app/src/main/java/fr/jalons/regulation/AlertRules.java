package fr.jalons.regulation;

import fr.jalons.access.Visibility;
import fr.jalons.evaluation.alerts.RaiseByRule;
import fr.jalons.evaluation.alerts.SchoolAlert;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.SchoolAspects;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.planning.targets.Target;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.commands.Commands;
import fr.jalons.school.known.RollLine;
import fr.jalons.school.students.DeclaredStructure;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The five rules that look at a school (S27). A school is read once, whatever number of students it
 * has. What rules look at is of the present school year.
 */
@Component
class AlertRules {
  private final SchoolAspects aspects;
  private final SchoolYears years;
  private final Commands commands;
  private final Visibility visibility;
  private final Clock clock;

  AlertRules(
      SchoolAspects aspects,
      SchoolYears years,
      Commands commands,
      Visibility visibility,
      Clock clock) {
    this.aspects = aspects;
    this.years = years;
    this.commands = commands;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * What is looked at, and whose alerts may be raised.
   *
   * @param year the school year up to today
   * @param at position of the log; null for now
   * @param known alerts that were raised before, withdrawn ones too
   */
  private record Look(
      SchoolId school,
      Period year,
      @Nullable Long at,
      Predicate<RecordScope> reached,
      Set<RecordId> known) {
    private LocalDate today() {
      return year.until();
    }
  }

  /**
   * The facts of today that were not told before, by their scopes.
   *
   * @param reached whether facts of a scope are looked at
   * @param at position of the log; null for now
   */
  Map<RecordScope, List<RaiseByRule.Fact>> facts(
      SchoolId school, Predicate<RecordScope> reached, @Nullable Long at) {
    return visibility.asProgram(
        () -> {
          Aspects ofSchool = aspects.ofSchool(school, at);
          Look look =
              new Look(
                  school,
                  years.period(school, null, LocalDate.now(clock), at),
                  at,
                  reached,
                  known(ofSchool));
          Map<RecordScope, List<RaiseByRule.Fact>> facts = new LinkedHashMap<>();
          members(look)
              .forEach(member -> member.facts().forEach(fact -> add(member, fact, look, facts)));
          targets(ofSchool, look, facts);
          return facts;
        });
  }

  private static Set<RecordId> known(Aspects school) {
    Set<RecordId> known = new HashSet<>();
    school.all(SchoolAlert.class).forEach(alert -> known.add(alert.id()));
    school
        .withdrawn(SchoolAlert.class)
        .forEach(
            gone -> {
              if (gone.entry() instanceof SchoolAlert alert) {
                known.add(alert.id());
              }
            });
    return known;
  }

  private List<StudentRules> members(Look look) {
    Map<StudentId, StructureId> classes = new LinkedHashMap<>();
    List<StructureId> all =
        aspects.structures(look.school, look.at).stream()
            .filter(one -> one.kind() == StructureId.Kind.CLASS)
            .filter(one -> look.reached.test(RecordScope.of(one)))
            .toList();
    aspects
        .ofStructures(all, look.at)
        .forEach(
            (structure, of) -> {
              if (of.one(DeclaredStructure.class).existsOn(look.today())) {
                of.byEntry(RollLine.class)
                    .forEach(
                        (student, line) -> {
                          if (line.on(look.today())) {
                            classes.put(StudentId.of(student), structure);
                          }
                        });
              }
            });
    Map<StudentId, Aspects> students = aspects.ofStudents(classes.keySet(), look.at);
    return classes.entrySet().stream()
        .map(
            one ->
                new StudentRules(
                    one.getKey(),
                    one.getValue(),
                    Objects.requireNonNull(students.get(one.getKey())),
                    look.year))
        .toList();
  }

  /** The identifier of a fact: only this installation can work it out. */
  private RecordId id(AlertRule rule, Object subject, Object fact) {
    return commands.idOf("alert:" + rule + ':' + subject + ':' + fact, RecordId::new);
  }

  private void targets(Aspects school, Look look, Map<RecordScope, List<RaiseByRule.Fact>> facts) {
    ScopeView.Figures figures = aspects.figures(look.school, look.today(), look.at);
    for (Target target : school.all(Target.class)) {
      LocalDate ended = target.endedOn();
      RecordId alert = id(AlertRule.TARGET_MISSED, target.id(), target.id());
      if (target.dueOn().isBefore(look.today())
          && look.year.covers(target.dueOn())
          && (ended == null || ended.isAfter(target.dueOn()))
          && look.reached.test(target.scope())
          && !look.known.contains(alert)) {
        Target.Measured measured = target.on(look.today(), figures);
        Double value = measured.measured();
        if (Boolean.FALSE.equals(measured.met())) {
          add(
              target.scope(),
              new RaiseByRule.Fact(
                  alert,
                  null,
                  AlertRule.TARGET_MISSED,
                  target.indicator(),
                  target.id().value(),
                  value == null ? null : BigDecimal.valueOf(value),
                  target.value(),
                  target.dueOn()),
              facts);
        }
      }
    }
  }

  private void add(
      StudentRules of,
      StudentRules.Fact fact,
      Look look,
      Map<RecordScope, List<RaiseByRule.Fact>> facts) {
    RecordId alert = id(fact.rule(), fact.subject(), fact.fact());
    if (!look.known.contains(alert)) {
      add(
          RecordScope.of(fact.structure()),
          new RaiseByRule.Fact(
              alert,
              of.student(),
              fact.rule(),
              fact.indicator(),
              fact.about(),
              fact.observed(),
              fact.threshold(),
              fact.since()),
          facts);
    }
  }

  private static void add(
      RecordScope scope, RaiseByRule.Fact fact, Map<RecordScope, List<RaiseByRule.Fact>> facts) {
    facts.computeIfAbsent(scope, one -> new ArrayList<>()).add(fact);
  }
}
