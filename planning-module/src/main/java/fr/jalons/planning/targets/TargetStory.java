package fr.jalons.planning.targets;

import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In September the head sets a target of attendance for the school, and lowers it. */
@Component
final class TargetStory implements Story {
  @Override
  public void tell(Teller teller) {
    RecordId target = teller.id(RecordId::new);
    set(teller, 10, target, "0.95", null);
    set(teller, 11, target, "0.9", new Correction("Trop élevée pour une première année", null));
  }

  private static void set(
      Teller teller, int day, RecordId target, String value, @Nullable Correction correction) {
    RecordScope school = RecordScope.of(teller.year().school());
    teller
        .on(9, day)
        .by(teller.head())
        .say(
            new SetTarget(
                target,
                school,
                teller.record("OBJECTIVE", school),
                "S42",
                Comparison.AT_LEAST,
                new BigDecimal(value),
                teller.day(6, 20),
                teller.day(9, 10),
                correction));
  }
}
