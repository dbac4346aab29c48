package fr.jalons.database;

import fr.jalons.platform.sealing.MasterKeyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the administrator what is wrong with the master key, rather than a stack trace. */
final class MasterKeyFailures extends AbstractFailureAnalyzer<MasterKeyException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, MasterKeyException cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
