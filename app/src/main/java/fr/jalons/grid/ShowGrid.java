package fr.jalons.grid;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.evaluation.grid.Grid;
import fr.jalons.evaluation.grid.Grid.Ground;
import fr.jalons.evaluation.grid.Grid.Question;
import fr.jalons.evaluation.grid.GridAnswer;
import fr.jalons.evaluation.grid.SelfAssessment;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.grid.Campaigns.Campaign;
import fr.jalons.grid.Campaigns.When;
import fr.jalons.indicators.IndicatorAnswers.Grounds;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Fold;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.web.Messages;
import fr.jalons.steering.SchoolFiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The grid as a school has gone through it: each question with what is on file for it (S48). */
@Component
class ShowGrid {
  private final Campaigns campaigns;
  private final SchoolFiles files;
  private final Folds folds;
  private final Messages words;

  ShowGrid(Campaigns campaigns, SchoolFiles files, Folds folds, Messages words) {
    this.campaigns = campaigns;
    this.files = files;
    this.folds = folds;
    this.words = words;
  }

  /**
   * A campaign.
   *
   * @param of how many questions there are
   * @param evidenced how many have all their evidence
   * @param rated how many were answered
   * @param mean of the ratings; null where there is none
   */
  record Summary(
      RecordId id,
      SchoolId school,
      String title,
      String edition,
      LocalDate startedOn,
      @Nullable LocalDate endedOn,
      boolean running,
      int of,
      long evidenced,
      int rated,
      @Nullable Double mean) {

    static Summary of(Campaign campaign, LocalDate day, long evidenced) {
      return new Summary(
          campaign.told().id(),
          campaign.school(),
          campaign.told().title(),
          campaign.told().edition(),
          campaign.told().startedOn(),
          campaign.told().endedOn(),
          !campaign.told().isOverOn(day),
          Grid.shipped().questions().size(),
          evidenced,
          campaign.ratings().size(),
          campaign.mean());
    }
  }

  /**
   * A campaign with its questions.
   *
   * @param until the last day that its evidence is of
   */
  record Whole(
      RecordId id,
      SchoolId school,
      String title,
      String edition,
      LocalDate startedOn,
      @Nullable LocalDate endedOn,
      boolean running,
      LocalDate until,
      int of,
      long evidenced,
      int rated,
      @Nullable Double mean,
      List<Answered> questions) {

    static Whole of(Summary campaign, LocalDate until, List<Answered> questions) {
      return new Whole(
          campaign.id,
          campaign.school,
          campaign.title,
          campaign.edition,
          campaign.startedOn,
          campaign.endedOn,
          campaign.running,
          until,
          campaign.of,
          campaign.evidenced,
          campaign.rated,
          campaign.mean,
          questions);
    }
  }

  /**
   * A question, what is on file for it, and what was answered.
   *
   * @param indicator of its row, of the school as a whole
   * @param before the same question in the campaign to compare with
   */
  record Answered(
      String code,
      String row,
      String part,
      String text,
      List<Found> evidence,
      boolean evidenced,
      @Nullable IndicatorLine indicator,
      @Nullable Integer rating,
      @Nullable String comment,
      @Nullable Before before) {}

  /** What was found in another campaign. */
  record Before(@Nullable Integer rating, boolean evidenced) {}

  /**
   * How much of something is on file.
   *
   * @param needed whether the question has no evidence without it
   * @param parts each thing that was counted, where several were added
   */
  record Found(String what, long count, boolean needed, @JsonIgnore List<Counted> parts) {}

  /**
   * One thing that was counted.
   *
   * @param page that shows it; null where none does
   */
  record Counted(String what, long count, @Nullable String page) {}

  List<Summary> all(@Nullable SchoolId named, @Nullable String asOf) {
    When when = campaigns.when(asOf);
    SchoolId school = files.meant(named);
    return campaigns.atOnce(
        () ->
            campaigns.all(school, when).stream()
                .map(
                    one ->
                        Summary.of(
                            one,
                            when.day(),
                            Grid.shipped().evidenced(of(campaigns.evidence(one, when)))))
                .toList());
  }

  /**
   * One, and another one beside it.
   *
   * @param compared null for none
   */
  Whole one(RecordId id, @Nullable RecordId compared, @Nullable String asOf) {
    When when = campaigns.when(asOf);
    Campaign campaign = campaigns.one(id, when);
    Campaign other = compared == null ? null : campaigns.one(compared, when);
    Map<String, Long> otherEvidence = other == null ? Map.of() : campaigns.evidence(other, when);
    Grounds grounds = campaigns.grounds(campaign, when);
    Map<String, IndicatorLine> lines =
        grounds.lines().stream()
            .filter(line -> line.by() == null)
            .collect(Collectors.toMap(IndicatorLine::code, line -> line));
    Evidence.Counts counts = of(grounds.evidence());
    return Whole.of(
        Summary.of(campaign, when.day(), Grid.shipped().evidenced(counts)),
        campaigns.period(campaign, when).until(),
        Grid.shipped().questions().stream()
            .map(
                question ->
                    answered(
                        question,
                        campaign,
                        counts,
                        lines.get(question.row()),
                        other == null ? null : before(question, other, of(otherEvidence))))
            .toList());
  }

  /** The other campaigns of its school, to compare with. */
  List<SelfAssessment> others(Whole shown, @Nullable String asOf) {
    return campaigns.all(shown.school, campaigns.when(asOf)).stream()
        .map(Campaign::told)
        .filter(told -> !told.id().equals(shown.id))
        .toList();
  }

  private static Evidence.Counts of(Map<String, Long> evidence) {
    return key -> evidence.getOrDefault(key, 0L);
  }

  private static Before before(Question question, Campaign other, Evidence.Counts counts) {
    GridAnswer answer = other.ratings().get(question.code());
    return new Before(answer == null ? null : answer.rating(), question.isEvidenced(counts));
  }

  private Answered answered(
      Question question,
      Campaign campaign,
      Evidence.Counts counts,
      @Nullable IndicatorLine indicator,
      @Nullable Before before) {
    GridAnswer answer = campaign.ratings().get(question.code());
    return new Answered(
        question.code(),
        question.row(),
        question.part(),
        question.text(),
        question.evidence().stream().map(ground -> found(ground, counts)).toList(),
        question.isEvidenced(counts),
        indicator,
        answer == null ? null : answer.rating(),
        answer == null ? null : answer.comment(),
        before);
  }

  private Found found(Ground ground, Evidence.Counts counts) {
    List<Counted> parts =
        ground.counts().stream()
            .map(key -> new Counted(words.of("evidence." + key), counts.of(key), page(key)))
            .toList();
    return new Found(
        parts.stream().map(Counted::what).collect(Collectors.joining(" + ")),
        ground.count(counts),
        ground.needed(),
        parts);
  }

  /** Of the aspect, or of the classes, from which one comes to students and sessions. */
  private @Nullable String page(String key) {
    Evidence evidence = folds.evidence().get(key);
    if (evidence == null) {
      return null;
    }
    if (evidence.page() != null) {
      return evidence.page();
    }
    Fold fold = folds.of(evidence.aspect());
    Shown shown = fold.shown();
    if (!fold.of().equals(Tags.SCHOOL)) {
      return "/classes";
    }
    return shown == null ? null : shown.page();
  }

  /** Over HTTP. */
  @RestController
  static class Endpoint {
    private final ShowGrid grid;

    Endpoint(ShowGrid grid) {
      this.grid = grid;
    }

    @GetMapping("/api/self-assessments")
    @Allowed(who = Who.STAFF, over = Over.SCHOOL)
    List<Summary> all(
        @RequestParam(required = false) @Nullable SchoolId school,
        @RequestParam(required = false) @Nullable String asOf) {
      return grid.all(school, asOf);
    }

    @GetMapping("/api/self-assessments/{campaign}")
    @Allowed(who = Who.STAFF, over = Over.SCHOOL)
    Whole one(
        @PathVariable RecordId campaign,
        @RequestParam(required = false) @Nullable RecordId compare,
        @RequestParam(required = false) @Nullable String asOf) {
      return grid.one(campaign, compare, asOf);
    }
  }
}
