package fr.jalons.school.stories;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** All stories told as one. */
@Component
public class Telling {
  private final List<Story> stories;

  @Autowired
  Telling(ObjectProvider<Story> stories) {
    this(stories.stream().toList());
  }

  Telling(List<Story> stories) {
    this.stories =
        stories.stream().sorted(Comparator.comparing(story -> story.getClass().getName())).toList();
  }

  /** A command whose moment has come. */
  public record Given(Instant at, String actor, Record command) {}

  /** Tells a year in the order of time, up to a moment. */
  public void tell(SchoolYear year, Instant until, Consumer<Given> listener) {
    Told told = new Told();
    stories.stream()
        .flatMap(story -> steps(story, year, told))
        .filter(step -> !step.at().isAfter(until))
        .sorted(Comparator.comparing(Step::at))
        .forEachOrdered(
            step -> {
              Record command = step.command().get();
              told.note(command);
              listener.accept(new Given(step.at(), step.actor(), command));
            });
  }

  private static Stream<Step> steps(Story story, SchoolYear year, Told told) {
    Teller teller = new Teller(year, story.getClass(), told);
    story.tell(teller);
    return teller.steps().stream();
  }
}
