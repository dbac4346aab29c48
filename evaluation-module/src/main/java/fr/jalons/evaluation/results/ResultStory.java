package fr.jalons.evaluation.results;

import fr.jalons.events.RecordId;
import fr.jalons.events.ResultEvent.ResultKind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Each class has averages in December, a mock exam in March and the exam in June, which most pass.
 * The averages of the first class come again, with another label.
 */
@Component
final class ResultStory implements Story {
  private static final BigDecimal MAXIMUM = BigDecimal.valueOf(20);
  private static final String SUBJECT = "Français écrit";

  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      List<ResultLine> averages = new ArrayList<>();
      List<ResultLine> mock = new ArrayList<>();
      List<ResultLine> last = new ArrayList<>();
      for (StudentId student : team.students()) {
        averages.add(line(student, null, teller.between(7, 14), null));
        mock.add(line(student, SUBJECT, teller.between(5, 12), null));
        last.add(line(student, SUBJECT, teller.between(7, 15), null));
        last.add(line(student, null, null, teller.likely(0.8)));
      }
      RecordId first = teller.id(RecordId::new);
      LocalDate december = day(teller, 12, 4);
      String trimester = "Moyennes d’automne";
      told(teller, first, ResultKind.TERM_AVERAGE, trimester, december, averages, null);
      told(
          teller,
          teller.id(RecordId::new),
          ResultKind.MOCK_EXAM,
          "Épreuves de mars",
          day(teller, 3, 19),
          mock,
          null);
      told(
          teller,
          teller.id(RecordId::new),
          ResultKind.FINAL_EXAM,
          "CAP, juin",
          day(teller, 6, 28),
          last,
          null);
      told(
          teller,
          teller.id(RecordId::new),
          ResultKind.TERM_AVERAGE,
          "Moyennes d’hiver",
          day(teller, 3, 12),
          winter(averages),
          null);
      if (team.equals(teller.classes().getFirst())) {
        Correction correction = new Correction("Libellé trop court.", null);
        String longer = "Moyennes, décembre";
        told(teller, first, ResultKind.TERM_AVERAGE, longer, december, averages, correction);
      }
    }
  }

  /** A point less, as many, or up to two more than in autumn. */
  private static List<ResultLine> winter(List<ResultLine> autumn) {
    List<ResultLine> winter = new ArrayList<>();
    for (ResultLine line : autumn) {
      int more = winter.size() % 4 - 1;
      int score = Objects.requireNonNull(line.score()).intValue() + more;
      winter.add(line(line.studentId(), null, score, null));
    }
    return winter;
  }

  private static LocalDate day(Teller teller, int month, int day) {
    return teller.year().schoolDay(teller.day(month, day));
  }

  private static ResultLine line(
      StudentId student,
      @Nullable String subject,
      @Nullable Integer score,
      @Nullable Boolean passed) {
    return new ResultLine(
        student,
        subject,
        score == null ? null : BigDecimal.valueOf(score),
        score == null ? null : MAXIMUM,
        passed);
  }

  private static void told(
      Teller teller,
      RecordId id,
      ResultKind kind,
      String label,
      LocalDate on,
      List<ResultLine> lines,
      @Nullable Correction correction) {
    ThisSchool school = new ThisSchool(teller.year().school());
    teller
        .on(correction == null ? on : on.plusDays(1))
        .by(teller.head())
        .say(new ImportResults(id, school, kind, label, on, lines, correction));
  }
}
