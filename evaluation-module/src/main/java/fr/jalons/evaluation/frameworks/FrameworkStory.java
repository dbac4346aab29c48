package fr.jalons.evaluation.frameworks;

import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Teller;
import org.springframework.stereotype.Component;

/** The school works with the shipped frameworks from its first day on. */
@Component
final class FrameworkStory implements Story {
  @Override
  public void tell(Teller teller) {
    Teller.Line head = teller.on(teller.day(9, 1), 8).by(teller.head());
    head.say(new AdoptFramework("CPS", "2022", true));
    head.say(new AdoptFramework("TRANSVERSAL", "2026", true));
  }
}
