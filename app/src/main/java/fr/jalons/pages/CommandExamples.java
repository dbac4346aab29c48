package fr.jalons.pages;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.jalons.marks.Post;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.school.stories.SchoolYear;
import fr.jalons.school.stories.Telling;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A believable body of each command that can be posted: what its story says at a school. */
@Component
class CommandExamples {
  /** A year that has ended, so that no day of an example is ahead. */
  private static final int OVER = 2025;

  private final Telling telling;
  private final CommandShapes shapes;
  private final JsonMapper json;
  private final Clock clock;

  CommandExamples(Telling telling, CommandShapes shapes, JsonMapper json, Clock clock) {
    this.telling = telling;
    this.shapes = shapes;
    this.json =
        json.rebuild()
            .changeDefaultPropertyInclusion(
                was -> was.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    this.clock = clock;
  }

  /** By command. The body with most fields stands for all of its kind. */
  Map<Class<?>, String> all() {
    Map<Class<?>, Map<String, Object>> fullest = new HashMap<>();
    telling.tell(
        SchoolYear.invented(OVER, clock.getZone()),
        Instant.MAX,
        given -> {
          if (given.command().getClass().isAnnotationPresent(Post.class)) {
            fullest.merge(
                given.command().getClass(), shapes.body(given.command()), CommandExamples::fuller);
          }
        });
    Map<Class<?>, String> written = new HashMap<>();
    fullest.forEach((command, body) -> written.put(command, json.writeValueAsString(body)));
    return written;
  }

  private static Map<String, Object> fuller(Map<String, Object> one, Map<String, Object> other) {
    return other.size() > one.size() ? other : one;
  }
}
