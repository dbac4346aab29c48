package fr.jalons.platform.slices;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events that a projection takes in one go, for one that would rather write once for all of
 * them than once for each: what it keeps here meanwhile, it is given back at their end.
 */
public final class ProjectionBatch {
  private @Nullable Object state;
  private @Nullable Runnable end;

  ProjectionBatch() {}

  /**
   * What the projection keeps for this batch; {@code atEnd} is called once, after its last event.
   */
  @SuppressWarnings("unchecked")
  public <S> S state(Supplier<S> initial, Consumer<S> atEnd) {
    if (state == null) {
      S start = initial.get();
      state = start;
      end = () -> atEnd.accept(start);
    }
    return (S) state;
  }

  void end() {
    if (end != null) {
      end.run();
    }
  }
}
