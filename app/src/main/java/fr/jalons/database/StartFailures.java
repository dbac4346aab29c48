package fr.jalons.database;

import fr.jalons.platform.StartFailure;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the administrator in a sentence, rather than a stack trace, why Jalons does not start. */
final class StartFailures extends AbstractFailureAnalyzer<StartFailure> {
  @Override
  protected FailureAnalysis analyze(Throwable root, StartFailure cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
