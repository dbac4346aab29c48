package fr.jalons.delivery.sessions;

import java.util.List;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;

/**
 * Decision models that cannot be injected, because which ones are needed only shows while the
 * command is handled. They guard the decision like the injected ones.
 */
record Models(StateManager states, ProcessingContext context) {
  <T> T of(Class<T> model, Object id) {
    return states.loadEntity(model, id, context).join();
  }

  /** One for each identifier, in the same order. */
  <T> List<T> ofEach(Class<T> model, List<?> ids) {
    return ids.stream().map(id -> of(model, id)).toList();
  }
}
