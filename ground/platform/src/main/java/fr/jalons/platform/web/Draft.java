package fr.jalons.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * What a body or form gives of a command, before anything is checked.
 *
 * @param <C> the command
 */
final class Draft<C> {
  private final CommandShape shape;
  private final @Nullable Object[] values;

  Draft(CommandShape shape) {
    this.shape = shape;
    this.values = new Object[shape.parts().size()];
  }

  CommandShape shape() {
    return shape;
  }

  void put(CommandShape.Part part, @Nullable Object value) {
    values[part.index()] = value;
  }

  /** By component; null for what was left out. */
  @Nullable Object[] values() {
    return values.clone();
  }
}
