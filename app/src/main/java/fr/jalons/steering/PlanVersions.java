package fr.jalons.steering;

import fr.jalons.events.ProposalEvent.Outcome;
import fr.jalons.events.ProposalEvent.ProposalKind;
import fr.jalons.events.ProposalEvent.ProposalSubmitted;
import fr.jalons.events.ProposalEvent.VoteRecorded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.PastAspects;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.slices.EventMethods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The versions of a school's plan in a year (S35): each is the plan as it stood when it was
 * proposed, once the governing board has adopted the proposal.
 */
@Component
class PlanVersions {
  private final PostgresEventStorageEngine log;
  private final PastAspects past;
  private final SchoolYears years;

  PlanVersions(PostgresEventStorageEngine log, PastAspects past, SchoolYears years) {
    this.log = log;
    this.past = past;
    this.years = years;
  }

  /**
   * A version.
   *
   * @param number from 1 on, in the order of adoption
   * @param position of the log at which the plan stood as it was adopted
   */
  record Version(int number, LocalDate adoptedOn, long position) {}

  /** A proposal or vote as it was last told, and where it was told. */
  private record Said<E>(E latest, List<Long> positions) {
    static <E> Said<E> again(@Nullable Said<E> before, E event, long position) {
      List<Long> all = new ArrayList<>(before == null ? List.of() : before.positions);
      all.add(position);
      return new Said<>(event, List.copyOf(all));
    }
  }

  /**
   * Those of the school year that a day lies in, in the order of their adoption.
   *
   * @param at the position of the log up to which they are known; null for now
   */
  List<Version> of(SchoolId school, LocalDate day, @Nullable Long at) {
    Map<UUID, Said<ProposalSubmitted>> plans = new LinkedHashMap<>();
    Map<UUID, Said<VoteRecorded>> votes = new LinkedHashMap<>();
    for (StoredEvent stored : events(school, at)) {
      switch (past.domainEvent(stored)) {
        case ProposalSubmitted said ->
            plans.compute(
                said.proposal().value(),
                (id, before) -> Said.again(before, said, stored.position()));
        case VoteRecorded said ->
            votes.compute(
                said.vote().value(), (id, before) -> Said.again(before, said, stored.position()));
        case RecordWithdrawn gone -> {
          plans.remove(gone.record());
          votes.remove(gone.record());
        }
        default -> {}
      }
    }
    Period year = years.period(school, null, day, at);
    List<Said<VoteRecorded>> adopting =
        votes.values().stream()
            .filter(vote -> vote.latest.outcome() == Outcome.ADOPTED)
            .filter(vote -> year.covers(vote.latest.votedOn()))
            .filter(vote -> isPlan(plans.get(vote.latest.proposal().value())))
            .sorted(
                Comparator.comparing((Said<VoteRecorded> vote) -> vote.latest.votedOn())
                    .thenComparing(vote -> vote.positions.getFirst()))
            .toList();
    List<Version> versions = new ArrayList<>();
    for (Said<VoteRecorded> vote : adopting) {
      Said<ProposalSubmitted> plan = plans.get(vote.latest.proposal().value());
      if (plan != null) {
        long position = before(plan.positions, vote.positions.getFirst());
        versions.add(new Version(versions.size() + 1, vote.latest.votedOn(), position));
      }
    }
    return List.copyOf(versions);
  }

  private List<StoredEvent> events(SchoolId school, @Nullable Long at) {
    EventCriteria told =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai()))
            .andBeingOneOfTypes(
                Set.of(
                    EventMethods.nameOf(ProposalSubmitted.class),
                    EventMethods.nameOf(VoteRecorded.class),
                    EventMethods.nameOf(RecordWithdrawn.class)));
    return log.read(told, 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> at == null || event.position() <= at)
        .toList();
  }

  private static boolean isPlan(@Nullable Said<ProposalSubmitted> proposal) {
    return proposal != null && proposal.latest.kind() == ProposalKind.PLAN;
  }

  /** The last position before the vote: what was put right later was not voted on. */
  private static long before(List<Long> positions, long vote) {
    return positions.stream()
        .filter(position -> position < vote)
        .reduce((one, next) -> next)
        .orElse(positions.getFirst());
  }
}
