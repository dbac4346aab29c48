package fr.jalons.platform.slices;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;

/**
 * Decision models of which only another model tells the identifier. A decision that takes {@code
 * Models} asks for them while it decides; they guard it like its other models.
 */
public final class Models {
  private final StateManager states;
  private final ProcessingContext context;

  Models(StateManager states, ProcessingContext context) {
    this.states = states;
    this.context = context;
  }

  public <T> T of(Class<T> model, Object id) {
    return told(asked(model, id));
  }

  /** One for each identifier, in the same order, all asked for at once. */
  public <T> List<T> ofEach(Class<T> model, Collection<?> ids) {
    return told(askedForEach(model, ids));
  }

  <T> CompletableFuture<T> asked(Class<T> model, Object id) {
    return states.loadEntity(model, id, context);
  }

  <T> CompletableFuture<List<T>> askedForEach(Class<T> model, Collection<?> ids) {
    List<CompletableFuture<T>> all = ids.stream().map(id -> asked(model, id)).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  /** The answer, or the failure itself and not its wrapping. */
  static <T> T told(CompletableFuture<T> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
