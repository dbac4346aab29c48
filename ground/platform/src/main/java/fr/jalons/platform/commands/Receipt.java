package fr.jalons.platform.commands;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What a command led to.
 *
 * @param position position of its last event; where it changed nothing, a position at which the log
 *     already stood
 * @param changed whether events were appended: false for a repetition, after which nothing else may
 *     be written either
 */
public record Receipt(long position, boolean changed) {
  /** Response and request header: a position of the log. */
  public static final String HEADER = "Jalons-Position";

  /** 201 with the new resource's address and the body. */
  public <T> ResponseEntity<T> created(String location, T body) {
    return ResponseEntity.created(URI.create(location))
        .header(HEADER, Long.toString(position))
        .body(body);
  }

  /** 200 with a body. */
  public <T> ResponseEntity<T> ok(T body) {
    return ResponseEntity.ok().header(HEADER, Long.toString(position)).body(body);
  }

  /** 204: done, nothing more to say. */
  public ResponseEntity<Void> done() {
    return ResponseEntity.status(HttpStatus.NO_CONTENT)
        .header(HEADER, Long.toString(position))
        .build();
  }
}
