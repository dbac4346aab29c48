package fr.jalons.letters;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.evaluation.surveys.SurveyLinks;
import fr.jalons.events.SurveyId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The links of {@link SurveyLetters} for a program that hands them out as messages. */
@RestController
class IssueLinksToAnswer {
  private final SurveyLinks links;
  private final SurveyLetters letters;

  IssueLinksToAnswer(SurveyLinks links, SurveyLetters letters) {
    this.links = links;
    this.letters = letters;
  }

  /** What is shown this once. */
  record Answer(List<Line> links) {}

  /** A link, and who is to get it. */
  record Line(
      UUID id, String name, @JsonProperty("class") @Nullable String className, String link) {}

  @PostMapping("/api/surveys/{survey}/links")
  @Allowed(who = Who.OPERATORS, over = Over.SURVEY)
  ResponseEntity<Answer> issue(@PathVariable SurveyId survey) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new Answer(links.issue(survey).stream().map(this::line).toList()));
  }

  private Line line(SurveyLinks.Link link) {
    return new Line(link.to().id(), link.to().name(), link.to().className(), letters.address(link));
  }
}
