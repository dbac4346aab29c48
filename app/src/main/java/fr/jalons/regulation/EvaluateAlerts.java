package fr.jalons.regulation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import fr.jalons.access.Visibility;
import fr.jalons.evaluation.alerts.AssessRegulation;
import fr.jalons.evaluation.alerts.RaiseByRule;
import fr.jalons.evaluation.alerts.SchoolRegulation;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.Acknowledged;
import fr.jalons.indicators.SchoolAspects;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.schedule.Recurring;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.CodeResolver;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.axonframework.messaging.eventstreaming.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Runs the rules (S27): once a day for all schools, and whenever somebody asks, for what they
 * reach, by the clocks of each school. Each day it also looks at the effect of decisions that name
 * an indicator.
 */
@Component
class EvaluateAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(EvaluateAlerts.class);
  private static final String SYSTEM = "system:jalons";

  /** Facts told by one decision: each append waits for the disk once. */
  private static final int AT_ONCE = 100;

  private final AlertRules rules;
  private final SchoolAspects aspects;
  private final Acknowledged acknowledged;
  private final CodeResolver codes;
  private final Commands commands;
  private final PostgresEventStorageEngine log;
  private final CurrentActor actor;
  private final Visibility visibility;
  private final Clock clock;
  private final LocalTime at;

  /** Two who ask at once would tell the same facts, and wait for each other with each of them. */
  private final Lock oneAtATime = new ReentrantLock();

  /** When the last evaluation of all of a school began, by {@link System#nanoTime}. */
  private final Map<SchoolId, Long> begun = new HashMap<>();

  EvaluateAlerts(
      AlertRules rules,
      SchoolAspects aspects,
      Acknowledged acknowledged,
      CodeResolver codes,
      Commands commands,
      PostgresEventStorageEngine log,
      CurrentActor actor,
      Visibility visibility,
      Clock clock,
      @Value("${jalons.alerts.at:05:00}") String at) {
    this.rules = rules;
    this.aspects = aspects;
    this.acknowledged = acknowledged;
    this.codes = codes;
    this.commands = commands;
    this.log = log;
    this.actor = actor;
    this.visibility = visibility;
    this.clock = clock;
    this.at = time(at);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("JALONS_ALERTS_AT is a time such as 05:00", e);
    }
  }

  /**
   * What an evaluation led to.
   *
   * @param position of the log at which it stands
   */
  record Evaluated(List<RecordId> alerts, long position) {}

  @Bean
  RecurringTask<Void> regulateDaily() {
    return Recurring.daily(at, clock.getZone(), "alerts", this::everyDay);
  }

  void everyDay() {
    for (SchoolId school : codes.schools()) {
      Evaluated evaluated = evaluate(List.of(school), SYSTEM, scope -> true);
      LOG.info(
          "The rules raised {} alerts, {} effects were measured",
          evaluated.alerts.size(),
          SchoolTime.at(school, () -> assess(school)));
    }
  }

  /** For the schools, classes and groups that whoever asks reaches. */
  Evaluated evaluateForCaller() {
    SchoolId own = visibility.school();
    return evaluate(own == null ? codes.schools() : List.of(own), actor.id(), this::isReached);
  }

  private boolean isReached(RecordScope scope) {
    StructureId structure = scope.structure();
    return structure == null
        ? visibility.reachesWhole(scope.school())
        : visibility.reaches(structure);
  }

  private Evaluated evaluate(List<SchoolId> schools, String by, Predicate<RecordScope> reached) {
    long asked = System.nanoTime();
    List<RecordId> raised = new ArrayList<>();
    long position = 0;
    for (SchoolId school : schools) {
      oneAtATime.lock();
      try {
        Long wholeSince = begun.get(school);
        if (wholeSince == null || wholeSince - asked < 0) {
          long now = System.nanoTime();
          position = Math.max(position, evaluate(school, by, reached, raised));
          if (reached.test(RecordScope.of(school))) {
            begun.put(school, now);
          }
        } // else somebody has looked at all of it since, and told of everything
      } finally {
        oneAtATime.unlock();
      }
    }
    return new Evaluated(List.copyOf(raised), position);
  }

  private long evaluate(
      SchoolId school, String by, Predicate<RecordScope> reached, List<RecordId> raised) {
    Long known = acknowledged.position();
    return SchoolTime.at(
        school,
        () -> {
          long last = 0;
          for (var one : rules.facts(school, reached, known).entrySet()) {
            for (List<RaiseByRule.Fact> some : some(one.getValue())) {
              last = Math.max(last, raise(by, one.getKey(), some, raised));
            }
          }
          return last;
        });
  }

  private static List<List<RaiseByRule.Fact>> some(List<RaiseByRule.Fact> facts) {
    return IntStream.iterate(0, from -> from < facts.size(), from -> from + AT_ONCE)
        .mapToObj(from -> facts.subList(from, Math.min(from + AT_ONCE, facts.size())))
        .toList();
  }

  /** Returns the position of the log at which the last one stands; 0 if none was raised. */
  private long raise(
      String by, RecordScope scope, List<RaiseByRule.Fact> facts, List<RecordId> raised) {
    Receipt receipt = commands.sendAs(by, new RaiseByRule(scope, facts));
    if (receipt.changed()) {
      facts.forEach(fact -> raised.add(fact.alert()));
      return receipt.position();
    }
    List<RaiseByRule.Fact> untold = untold(facts);
    if (untold.size() < facts.size()) { // somebody else has just told some of them
      return untold.isEmpty() ? 0 : raise(by, scope, untold, raised);
    }
    long last = 0;
    if (facts.size() > 1) { // a student is gone
      for (RaiseByRule.Fact fact : facts) {
        last = Math.max(last, raise(by, scope, List.of(fact), raised));
      }
    }
    return last;
  }

  private List<RaiseByRule.Fact> untold(List<RaiseByRule.Fact> facts) {
    Set<Tag> told = log.latest(facts.stream().map(EvaluateAlerts::tag).toList()).keySet();
    return facts.stream().filter(fact -> !told.contains(tag(fact))).toList();
  }

  private static Tag tag(RaiseByRule.Fact fact) {
    return Tag.of(Tags.RECORD, fact.alert().toString());
  }

  private int assess(SchoolId school) {
    int assessed = 0;
    List<RecordId> due =
        SchoolRegulation.due(
            aspects.ofSchool(school, acknowledged.position()), LocalDate.now(clock));
    for (RecordId decision : due) {
      RecordId assessment = commands.idOf("assessment:" + decision, RecordId::new);
      try {
        commands.sendAs(SYSTEM, new AssessRegulation(assessment, decision, null, null, null, null));
        assessed++;
      } catch (Refusal meanwhile) {
        LOG.debug("An effect was not measured: {}", meanwhile.getMessage());
      }
    }
    return assessed;
  }

  /** Over HTTP. */
  @RestController
  static class Endpoint {
    private final EvaluateAlerts evaluation;

    Endpoint(EvaluateAlerts evaluation) {
      this.evaluation = evaluation;
    }

    /**
     * What was raised.
     *
     * @param raised how many
     */
    record Raised(int raised, List<RecordId> alerts) {}

    @PostMapping("/api/alert-evaluations")
    @Allowed(who = Who.STEERING_AND_CPE, over = Over.SCHOOL)
    ResponseEntity<Raised> evaluate() {
      Evaluated evaluated = evaluation.evaluateForCaller();
      Raised raised = new Raised(evaluated.alerts.size(), evaluated.alerts);
      return evaluated.position == 0
          ? ResponseEntity.ok(raised)
          : new Receipt(evaluated.position, true).ok(raised);
    }
  }

  /** The button on the page of alerts. */
  @Controller
  static class Page {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EvaluateAlerts evaluation;
    private final ReadModels readModels;

    Page(EvaluateAlerts evaluation, ReadModels readModels) {
      this.evaluation = evaluation;
      this.readModels = readModels;
    }

    @PostMapping("/alert-evaluations")
    @Allowed(who = Who.STEERING_AND_CPE, over = Over.SCHOOL)
    String evaluate(RedirectAttributes redirect) {
      Evaluated evaluated = evaluation.evaluateForCaller();
      readModels.await(evaluated.position, PATIENCE);
      redirect.addFlashAttribute("raised", evaluated.alerts.size());
      return "redirect:/alerts";
    }
  }
}
