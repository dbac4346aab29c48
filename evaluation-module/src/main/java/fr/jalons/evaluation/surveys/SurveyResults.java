package fr.jalons.evaluation.surveys;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.sealing.SubjectKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the answers to one survey say, question by question (S32). */
@Component
class SurveyResults {
  /** Whose answers a survey has that is not anonymous. */
  private static final Set<SubjectKind> NAMED =
      EnumSet.of(SubjectKind.STUDENT, SubjectKind.RESPONDENT);

  private static final List<String> SCALE = List.of("1", "2", "3", "4", "5");

  private final JdbcClient jdbc;
  private final EventJson json;
  private final BallotKeys keys;
  private final int k;

  SurveyResults(
      JdbcClient jdbc, EventJson json, BallotKeys keys, @Value("${jalons.suppression.k:5}") int k) {
    this.jdbc = jdbc;
    this.json = json;
    this.keys = keys;
    this.k = k;
  }

  /** Why an anonymous survey shows no answers. */
  enum Withheld {
    /** It is not closed yet: results before and after an answer would differ by that answer. */
    OPEN,
    /** Fewer than k are invited or have answered. */
    TOO_FEW
  }

  /**
   * A survey and its questions with what was answered.
   *
   * @param answers as {@link Surveys} counts them
   * @param traceable of an anonymous survey, whether its key may still be somewhere
   * @param withheld why nothing is shown of what was answered
   */
  record Results(
      SurveyId id,
      String title,
      Audience audience,
      boolean anonymous,
      Surveys.Status status,
      int invited,
      int answers,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean traceable,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Withheld withheld,
      List<QuestionResult> questions) {}

  /**
   * What was answered to one question, never beside another answer of its ballot; what makes no
   * sense for its kind, or without any answer, is left out, and so is all of what is withheld.
   *
   * @param satisfied share of scores 4 and 5
   * @param texts in alphabetical order, which says nothing about the order of answering
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuestionResult(
      String id,
      String text,
      QuestionKind kind,
      @Nullable Integer answers,
      @Nullable Map<String, Integer> distribution,
      @Nullable Double mean,
      @Nullable Double satisfied,
      @Nullable List<String> texts) {

    static QuestionResult withheld(Question question) {
      return new QuestionResult(
          question.id(), question.text(), question.kind(), null, null, null, null, null);
    }

    static QuestionResult of(Question question, List<Tally> tallies) {
      boolean scale = question.kind() == QuestionKind.SCALE_1_5;
      boolean text = question.kind() == QuestionKind.TEXT;
      int answers = sum(tallies, Tally::count);
      return new QuestionResult(
          question.id(),
          question.text(),
          question.kind(),
          answers,
          text ? null : distribution(scale ? SCALE : question.choices(), tallies),
          scale ? ratio(sum(tallies, Tally::points), answers) : null,
          scale ? ratio(sum(tallies, Tally::satisfied), answers) : null,
          text ? tallies.stream().flatMap(Tally::copies).toList() : null);
    }

    private static Map<String, Integer> distribution(List<String> values, List<Tally> tallies) {
      Map<String, Integer> distribution = new LinkedHashMap<>();
      values.forEach(value -> distribution.put(value, 0));
      tallies.forEach(tally -> distribution.put(tally.answer, tally.count));
      return distribution;
    }

    private static @Nullable Double ratio(int part, int whole) {
      return whole == 0 ? null : (double) part / whole;
    }

    private static int sum(List<Tally> tallies, ToIntFunction<Tally> number) {
      return tallies.stream().mapToInt(number).sum();
    }
  }

  /** How often an answer was given to a question. */
  record Tally(String question, String answer, int count) {
    int points() {
      return count * Integer.parseInt(answer);
    }

    int satisfied() {
      return answer.equals("4") || answer.equals("5") ? count : 0;
    }

    Stream<String> copies() {
      return Collections.nCopies(count, answer).stream();
    }
  }

  Results of(SurveyId survey, LocalDate today) {
    return jdbc.sql(SurveyInvitations.COUNTED + "where s.id = ?")
        .param(survey.value())
        .query((row, number) -> results(survey, row, today))
        .optional()
        .orElseThrow(() -> Refusal.notFound("evaluation.survey-unknown"));
  }

  private Results results(SurveyId survey, ResultSet row, LocalDate today) throws SQLException {
    Withheld withheld = withheld(row);
    boolean anonymous = row.getBoolean("anonymous");
    List<Tally> tallies = withheld == null ? tallies(survey, anonymous) : List.of();
    return new Results(
        survey,
        row.getString("title"),
        Audience.valueOf(row.getString("audience")),
        anonymous,
        Surveys.status(row, today),
        SurveyInvitations.count(row),
        Surveys.answersTold(row, k),
        anonymous ? keys.traceable(survey) : null,
        withheld,
        Stream.of(json.read(row.getString("questions"), Question[].class))
            .map(question -> result(question, to(question, tallies), anonymous))
            .toList());
  }

  /** A closed survey is one that the log says is closed: only then can no answer follow. */
  private @Nullable Withheld withheld(ResultSet survey) throws SQLException {
    if (!survey.getBoolean("anonymous")) {
      return null;
    }
    if (SurveyInvitations.count(survey) < k) {
      return Withheld.TOO_FEW;
    }
    if (!survey.getBoolean("closed")) {
      return Withheld.OPEN;
    }
    return survey.getInt("answers") < k ? Withheld.TOO_FEW : null;
  }

  private QuestionResult result(Question question, List<Tally> tallies, boolean anonymous) {
    return anonymous && QuestionResult.sum(tallies, Tally::count) < k
        ? QuestionResult.withheld(question)
        : QuestionResult.of(question, tallies);
  }

  private static List<Tally> to(Question question, List<Tally> tallies) {
    return tallies.stream().filter(tally -> tally.question.equals(question.id())).toList();
  }

  /** Equal texts are sealed differently, so they are counted once they are opened. */
  private List<Tally> tallies(SurveyId survey, boolean anonymous) {
    Set<SubjectKind> subjects = anonymous ? Set.of(SubjectKind.SURVEY) : NAMED;
    Map<List<String>, Integer> counted = new TreeMap<>(Comparator.comparing(List::toString));
    jdbc.sql(
            """
            select question, answer, count(*) as count
            from evaluation.survey_answer
            where survey = ?
            group by question, answer
            """)
        .param(survey.value())
        .query(
            row -> {
              List<String> answer =
                  List.of(
                      row.getString("question"),
                      json.open(subjects, "answers", row.getString("answer")));
              counted.merge(answer, row.getInt("count"), Integer::sum);
            });
    return counted.entrySet().stream()
        .map(entry -> new Tally(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
        .toList();
  }

  @RestController
  static class Endpoint {
    private final SurveyResults results;
    private final Clock clock;

    Endpoint(SurveyResults results, Clock clock) {
      this.results = results;
      this.clock = clock;
    }

    @GetMapping("/api/surveys/{survey}/results")
    @Allowed(who = Who.STAFF, over = Over.SURVEY)
    Results of(@PathVariable SurveyId survey) {
      return results.of(survey, LocalDate.now(clock));
    }
  }
}
