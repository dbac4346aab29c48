package fr.jalons.platform.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The read models have not reached the position a reader asked for in the time they wait. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
final class ReadModelBehind extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReadModelBehind(long wanted) {
    super("read models are behind position " + wanted, null, false, false);
  }
}
