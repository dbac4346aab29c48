package fr.jalons.indicators;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** For commands that compute: they stand on all that was acknowledged before them, on any node. */
@Component
public class Acknowledged {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final PostgresEventStorageEngine log;
  private final ReadModels readModels;

  Acknowledged(PostgresEventStorageEngine log, ReadModels readModels) {
    this.log = log;
    this.readModels = readModels;
  }

  /** The position up to which to fold; null: the rows have come as far, and are read faster. */
  public @Nullable Long position() {
    long head = log.head();
    return readModels.await(head, A_MOMENT) ? null : head;
  }
}
