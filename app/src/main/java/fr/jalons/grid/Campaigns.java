package fr.jalons.grid;

import fr.jalons.access.Moments;
import fr.jalons.access.RecordsInLog;
import fr.jalons.access.Visibility;
import fr.jalons.evaluation.grid.GridAnswer;
import fr.jalons.evaluation.grid.SelfAssessment;
import fr.jalons.events.GridEvent.SelfAssessmentStarted;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.IndicatorAnswers;
import fr.jalons.indicators.IndicatorAnswers.Grounds;
import fr.jalons.indicators.PastAspects;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The campaigns of a school, their answers, and what was on file. */
@Component
class Campaigns {
  /** Far more than schools have campaigns. */
  private static final int KNOWN_AT_MOST = 200;

  private final AspectReader live;
  private final PastAspects past;
  private final RecordsInLog records;
  private final IndicatorAnswers answers;
  private final SchoolYears years;
  private final Visibility visibility;
  private final Moments moments;
  private final EventJson json;
  private final Clock clock;
  private final Map<Then, Map<String, Long>> known = new ConcurrentHashMap<>();

  Campaigns(
      AspectReader live,
      PastAspects past,
      RecordsInLog records,
      IndicatorAnswers answers,
      SchoolYears years,
      Visibility visibility,
      Moments moments,
      EventJson json,
      Clock clock) {
    this.live = live;
    this.past = past;
    this.records = records;
    this.answers = answers;
    this.years = years;
    this.visibility = visibility;
    this.moments = moments;
    this.json = json;
    this.clock = clock;
  }

  /**
   * When a campaign is looked at.
   *
   * @param at the position of the log; null for now
   */
  record When(LocalDate day, @Nullable Long at) {}

  /** A past day of a school, as the log told it then: it changes no more. */
  private record Then(SchoolId school, LocalDate day, long at) {}

  /**
   * A campaign, and what was answered in it.
   *
   * @param ratings the latest answer to each question, by its code
   */
  record Campaign(SchoolId school, SelfAssessment told, Map<String, GridAnswer> ratings) {

    /** The mean of what was rated, to two decimals; null where nothing was. */
    @Nullable Double mean() {
      return ratings.isEmpty()
          ? null
          : Math.round(
                  ratings.values().stream().mapToInt(GridAnswer::rating).average().orElseThrow()
                      * 100)
              / 100.0;
    }
  }

  /** What a parameter of a request means. */
  When when(@Nullable String asOf) {
    return asOf == null || asOf.isBlank()
        ? new When(LocalDate.now(clock), null)
        : new When(moments.day(asOf), moments.position(asOf));
  }

  /** Those of a school, the latest first. */
  List<Campaign> all(SchoolId school, When when) {
    Aspects file = file(school, when);
    return file.all(SelfAssessment.class).stream()
        .sorted(Comparator.comparing(SelfAssessment::startedOn).reversed())
        .map(told -> campaign(school, told, file))
        .toList();
  }

  /**
   * One.
   *
   * @throws Refusal 404 if it is none, was taken back, or is of a school out of reach
   */
  Campaign one(RecordId id, When when) {
    SchoolId school =
        records.of(id.value()).stream()
            .flatMap(
                step ->
                    step.event() instanceof SelfAssessmentStarted started
                        ? Stream.of(started.school())
                        : Stream.<SchoolId>of())
            .findFirst()
            .orElseThrow(Campaigns::unknown);
    SchoolId own = visibility.school();
    if (own != null && !own.equals(school)) {
      throw unknown();
    }
    return all(school, when).stream()
        .filter(campaign -> campaign.told.id().equals(id))
        .findFirst()
        .orElseThrow(Campaigns::unknown);
  }

  private static Refusal unknown() {
    return Refusal.notFound("school.record-unknown");
  }

  private Aspects file(SchoolId school, When when) {
    return when.at == null
        ? Objects.requireNonNull(
            live.opened(List.of(school), Set.of(SelfAssessment.class, GridAnswer.class))
                .get(school.toString()))
        : past.at(Tags.SCHOOL, List.of(school), when.at).opened(school, json);
  }

  /** Answers come in the order in which they were recorded. */
  private static Campaign campaign(SchoolId school, SelfAssessment told, Aspects file) {
    Map<String, GridAnswer> ratings = new LinkedHashMap<>();
    file.all(GridAnswer.class).stream()
        .filter(answer -> answer.campaign().equals(told.id()))
        .forEach(answer -> ratings.put(answer.question(), answer));
    return new Campaign(school, told, ratings);
  }

  /** The days that the evidence of a campaign is of. */
  Period period(Campaign campaign, When when) {
    When then = evidenceOf(campaign, when);
    return years.period(campaign.school, null, then.day, then.at);
  }

  /** What is on file for a campaign that runs, and was on the last day of one that is over. */
  Grounds grounds(Campaign campaign, When when) {
    return answers.grounds(campaign.school, period(campaign, when), evidenceOf(campaign, when).at);
  }

  /** Work on several campaigns: what they have in common is looked at once. */
  <T> T atOnce(Supplier<T> work) {
    return answers.atOnce(work);
  }

  /** The counts alone; those of past days are kept. */
  Map<String, Long> evidence(Campaign campaign, When when) {
    When then = evidenceOf(campaign, when);
    Long at = then.at;
    if (at == null || !then.day.isBefore(LocalDate.now(clock))) {
      return answers.evidence(campaign.school, period(campaign, when), at);
    }
    if (known.size() >= KNOWN_AT_MOST) {
      known.clear();
    }
    return known.computeIfAbsent(
        new Then(campaign.school, then.day, at),
        one -> answers.evidence(campaign.school, period(campaign, when), at));
  }

  private When evidenceOf(Campaign campaign, When when) {
    if (!campaign.told.isOverOn(when.day)) {
      return when;
    }
    LocalDate last = campaign.told.lastDay(when.day);
    long end = moments.position(last.toString());
    return new When(last, when.at == null ? end : Math.min(end, when.at));
  }
}
