package fr.jalons.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An event beside which neither its actor nor its request may be recorded. */
public interface Unattributed {

  /** Whether this very event must stand alone. */
  @JsonIgnore
  boolean unattributed();
}
