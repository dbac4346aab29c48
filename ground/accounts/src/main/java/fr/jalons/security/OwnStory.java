package fr.jalons.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened with an account, for the person whose it is. */
public interface OwnStory {
  /** One thing that was done. */
  interface Line {
    Instant at();

    /** Name of the event. */
    String what();

    String detail();

    /** What the one who did it is called at school; null if they are gone. */
    @Nullable String who();
  }

  /** The latest first. */
  List<? extends Line> ofOwn(String account);
}
