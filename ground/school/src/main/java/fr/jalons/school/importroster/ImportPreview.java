package fr.jalons.school.importroster;

import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.modelling.StateManager;
import org.springframework.stereotype.Component;

/** Decides about an import as its command would, and records nothing. */
@Component
class ImportPreview {
  private final AxonConfiguration axon;
  private final ImportRoster.Handler handler;

  ImportPreview(AxonConfiguration axon, ImportRoster.Handler handler) {
    this.axon = axon;
    this.handler = handler;
  }

  Outcome of(ImportRoster command) {
    return axon.getComponent(UnitOfWorkFactory.class)
        .create()
        .executeWithResult(
            context -> handler.preview(command, context.component(StateManager.class), context))
        .join();
  }
}
