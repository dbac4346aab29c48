package fr.jalons.school.joining;

import fr.jalons.events.GuardianId;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.GuardiansJoined;
import fr.jalons.events.SchoolEvent.GuardiansSeparated;
import fr.jalons.events.SchoolId;
import fr.jalons.marks.By;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/**
 * An administrator says that two files are of one guardian, who is responsible for the children of
 * both.
 *
 * @param guardian the file that is kept
 * @param joined the one that is read as it
 */
@Command(namespace = SchoolEvent.NAMESPACE, name = "JoinGuardians")
public record JoinGuardians(GuardianId guardian, GuardianId joined) {
  List<SchoolEvent> decide(@By("guardian") GuardianFile kept, @By("joined") GuardianFile other) {
    SchoolId school =
        JoiningRules.require(
            new JoiningRules.Side(guardian.value(), kept.school(), kept.joinings(), false),
            new JoiningRules.Side(joined.value(), other.school(), other.joinings(), false));
    return kept.joinings().together(guardian.value(), joined.value())
        ? List.of()
        : List.of(new GuardiansJoined(school, guardian, joined));
  }

  /** Both files stand again for themselves. */
  @Command(namespace = SchoolEvent.NAMESPACE, name = "SeparateGuardians")
  public record Separate(GuardianId guardian, GuardianId joined) {
    List<SchoolEvent> decide(@By("guardian") GuardianFile kept) {
      return JoiningRules.separate(
          new JoiningRules.Side(guardian.value(), kept.school(), kept.joinings(), false),
          joined.value(),
          school -> new GuardiansSeparated(school, guardian, joined));
    }
  }
}
