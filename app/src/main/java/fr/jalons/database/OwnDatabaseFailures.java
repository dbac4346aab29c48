package fr.jalons.database;

import fr.jalons.platform.postgres.EmbeddedDatabaseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the administrator in a sentence, rather than a stack trace, why Jalons does not start. */
final class OwnDatabaseFailures extends AbstractFailureAnalyzer<EmbeddedDatabaseException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, EmbeddedDatabaseException cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
