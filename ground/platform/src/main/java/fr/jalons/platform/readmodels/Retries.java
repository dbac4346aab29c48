package fr.jalons.platform.readmodels;

import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.operations.Operation;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.ParkedEvents;
import fr.jalons.platform.slices.ParkedEvents.Parked;
import fr.jalons.platform.slices.ReadModel;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Has a parked event tried again. */
@Component
public class Retries {
  private final ReadModels readModels;
  private final Rebuilds rebuilds;
  private final ParkedEvents parked;
  private final PostgresEventStorageEngine log;
  private final TransactionTemplate transaction;

  Retries(
      ReadModels readModels,
      Rebuilds rebuilds,
      ParkedEvents parked,
      PostgresEventStorageEngine log,
      PlatformTransactionManager transactions) {
    this.readModels = readModels;
    this.rebuilds = rebuilds;
    this.parked = parked;
    this.log = log;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * What came after the event may depend on it: its read model is folded anew, in the order of the
   * log. Only a read model that cannot be rebuilt is given the event now; it refuses if that fails.
   *
   * @return the rebuild, if that is the way
   */
  public Optional<Operation> retry(Parked event) {
    ReadModel readModel = readModels.named(event.readModel());
    if (readModel.rebuildable()) {
      return Optional.of(rebuilds.start(readModel.name()));
    }
    transaction.executeWithoutResult(
        status -> {
          readModel.lock();
          readModel.handle(
              log.events(event.position() - 1, event.position()),
              readModel.schema(),
              (message, failure) -> {
                throw Refusal.conflict("platform.still-failing");
              });
          parked.handled(readModel.name(), event.position());
        });
    return Optional.empty();
  }
}
