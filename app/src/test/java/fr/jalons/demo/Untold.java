package fr.jalons.demo;

import fr.jalons.events.EventTypes;
import fr.jalons.events.Kind;

/** What no story can tell yet: endings, as long as no kind of record lasts. */
public final class Untold {
  private Untold() {}

  /** Whether it is a command or event of that sort. */
  public static boolean has(Class<?> type) {
    return type.getSimpleName().matches("EndRecord|RecordEnded") && !anythingLasts();
  }

  private static boolean anythingLasts() {
    return EventTypes.all().values().stream()
        .map(event -> event.getAnnotation(Kind.class))
        .anyMatch(kind -> kind != null && kind.lasting());
  }
}
