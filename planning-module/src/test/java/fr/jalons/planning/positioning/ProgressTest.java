package fr.jalons.planning.positioning;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 8);
  private static final LocalDate MAY = LocalDate.of(2027, 5, 4);
  private static final Period YEAR =
      new Period(LocalDate.of(2026, 9, 1), LocalDate.of(2027, 8, 31), ZoneOffset.UTC);

  private static PositioningRecorded test(
      PositioningSubject subject, LocalDate day, String score, String maximum) {
    return new PositioningRecorded(
        new PositioningId(UUID.randomUUID()),
        STUDENT,
        subject,
        day,
        new BigDecimal(score),
        new BigDecimal(maximum));
  }

  private static Measure progress(PositioningRecorded... tests) {
    FoldedAspects folded = new FoldedAspects(Folds.from(StudentPositioning.class));
    List.of(tests).forEach(folded::evolve);
    return StudentPositioning.PROGRESS.measure(folded.of(STUDENT), YEAR);
  }

  @Test
  void aHigherQuarterIsProgressWhateverTheTestIsOutOf() {
    Measure both =
        progress(
            test(PositioningSubject.FRENCH, MAY, "15", "30"),
            test(PositioningSubject.FRENCH, SEPTEMBER, "9.99", "20"),
            test(PositioningSubject.MATHEMATICS, SEPTEMBER, "15", "20"),
            test(PositioningSubject.MATHEMATICS, MAY, "20", "20"));

    assertThat(both.value()).isEqualTo(0.5);
    assertThat(both.people()).isEqualTo(1);
    assertThat(both.parts().get("FRENCH")).extracting(Measure::value).isEqualTo(1.0);
    assertThat(both.parts().get("MATHEMATICS")).extracting(Measure::value).isEqualTo(0.0);
  }

  @Test
  void whoeverWasTestedOnceIsNoPair() {
    assertThat(progress(test(PositioningSubject.FRENCH, MAY, "15", "30")).value()).isNull();
    assertThat(
            progress(
                    test(PositioningSubject.FRENCH, SEPTEMBER.minusYears(1), "1", "20"),
                    test(PositioningSubject.FRENCH, SEPTEMBER, "19", "20"))
                .value())
        .isNull();
  }
}
