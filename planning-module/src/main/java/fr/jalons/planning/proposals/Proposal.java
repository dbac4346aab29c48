package fr.jalons.planning.proposals;

import fr.jalons.events.ProposalEvent.Outcome;
import fr.jalons.events.ProposalEvent.ProposalKind;
import fr.jalons.events.ProposalEvent.ProposalSubmitted;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Counted;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.aspects.Tally;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pedagogical council proposes (S4). The plan is adopted by a vote on one (S35). */
@Aspect(name = "proposals", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 70, template = "planning/proposals", page = "/plan")
public record Proposal(
    RecordId id,
    ProposalKind kind,
    RecordId meeting,
    String title,
    String text,
    LocalDate submittedOn) {

  /** Proposals with a vote ÷ proposals submitted in the period. */
  static final Indicator VOTED =
      Indicator.within("S4", 1, Proposal.class, Set.of(Vote.class), Proposal::voted)
          .aboutNoStudents();

  /** Versions of the plan that were adopted. */
  static final Indicator VERSIONS =
      Indicator.within("S35", 1, Proposal.class, Set.of(Vote.class), Proposal::versions)
          .in(Unit.COUNT)
          .aboutNoStudents();

  /** Proposals submitted in the period: they come from the pedagogical council. */
  static final Evidence SUBMITTED =
      Evidence.ofScope("proposals", Proposal.class, Set.of(), Proposal::submitted);

  /** Votes on proposals in the period. */
  static final Evidence CAST =
      Evidence.ofScope("votes", Proposal.class, Set.of(Vote.class), Proposal::cast);

  /** Versions of the plan that were adopted in the period. */
  static final Evidence ADOPTED =
      Evidence.ofScope(
          "plan-versions",
          Proposal.class,
          Set.of(Vote.class),
          (scope, period) -> adopted(scope.school(), period));

  /** A proposal, and the vote on it. */
  public record Voted(
      RecordId id,
      ProposalKind kind,
      RecordId meeting,
      String title,
      String text,
      LocalDate submittedOn,
      @Nullable Vote vote) {}

  static Proposal begin(ProposalSubmitted event) {
    return new Proposal(
        event.proposal(),
        event.kind(),
        event.meeting(),
        event.title(),
        event.text(),
        event.submittedOn());
  }

  /** The latest first. */
  static List<Voted> view(List<Proposal> proposals, Aspects school) {
    Map<RecordId, Vote> votes = votes(school);
    return proposals.stream()
        .sorted(Comparator.comparing(Proposal::submittedOn).reversed())
        .map(
            one ->
                new Voted(
                    one.id,
                    one.kind,
                    one.meeting,
                    one.title,
                    one.text,
                    one.submittedOn,
                    votes.get(one.id)))
        .toList();
  }

  private static Map<RecordId, Vote> votes(Aspects school) {
    return school.all(Vote.class).stream()
        .collect(Collectors.toMap(Vote::proposal, Function.identity(), (one, next) -> next));
  }

  private static Measure voted(Aspects school, Period period) {
    Map<RecordId, Vote> votes = votes(school);
    List<Proposal> submitted =
        school.all(Proposal.class).stream().filter(one -> period.covers(one.submittedOn)).toList();
    List<Vote> cast =
        submitted.stream().flatMap(one -> Stream.ofNullable(votes.get(one.id))).toList();
    SortedMap<String, Measure> byOutcome = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      byOutcome.put(
          outcome.name(),
          new Counted(cast.stream().filter(vote -> vote.outcome() == outcome).count()));
    }
    return new Grouped(
        Ratio.among(0, cast.size(), submitted.size()),
        Collections.unmodifiableSortedMap(byOutcome));
  }

  private static Tally versions(Aspects school, Period period) {
    return new Tally(
        adopted(school, period).count(), Collections.unmodifiableSortedMap(new TreeMap<>()));
  }

  private static Stream<Vote> adopted(Aspects school, Period period) {
    Map<RecordId, Vote> votes = votes(school);
    return school.all(Proposal.class).stream()
        .filter(one -> one.kind == ProposalKind.PLAN)
        .flatMap(one -> Stream.ofNullable(votes.get(one.id)))
        .filter(vote -> vote.outcome() == Outcome.ADOPTED && period.covers(vote.votedOn()));
  }

  private static Stream<Proposal> submitted(ScopeView scope, Period period) {
    return scope.school().all(Proposal.class).stream()
        .filter(one -> period.covers(one.submittedOn));
  }

  private static Stream<Vote> cast(ScopeView scope, Period period) {
    Set<RecordId> known =
        scope.school().all(Proposal.class).stream().map(Proposal::id).collect(Collectors.toSet());
    return scope.school().all(Vote.class).stream()
        .filter(vote -> known.contains(vote.proposal()) && period.covers(vote.votedOn()));
  }
}
