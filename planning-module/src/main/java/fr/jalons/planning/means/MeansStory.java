package fr.jalons.planning.means;

import fr.jalons.events.MeansEvent.MeansKind;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Before the year begins, the head allocates hours of teachers; the number is put right. */
@Component
final class MeansStory implements Story {
  @Override
  public void tell(Teller teller) {
    RecordId means = teller.id(RecordId::new);
    allocated(teller, 30, means, "280", null);
    allocated(teller, 31, means, "320.5", new Correction("Dotation mal lue", null));
  }

  private static void allocated(
      Teller teller, int day, RecordId means, String hours, @Nullable Correction correction) {
    teller
        .on(8, day)
        .by(teller.head())
        .say(
            new AllocateMeans(
                means,
                RecordScope.of(teller.year().school()),
                teller.record("VOLET", VoletKind.PERSONAL_SUPPORT),
                MeansKind.TEACHER_HOURS,
                new BigDecimal(hours),
                teller.day(9, 1),
                teller.day(7, 3),
                correction));
  }
}
