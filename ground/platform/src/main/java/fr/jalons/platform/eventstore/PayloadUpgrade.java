package fr.jalons.platform.eventstore;

import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the payload of one type of event from one revision to a later one. It happens whenever the
 * event is read; what is stored, and hashed, stays as it was written. Implementations are found as
 * beans.
 */
public interface PayloadUpgrade {

  /** Stored name of the event. */
  String type();

  /** The revision it starts from. */
  String from();

  /** The revision it leads to; another upgrade may start there. */
  String to();

  /** The payload of the later revision; the argument may be changed and returned. */
  ObjectNode upgrade(ObjectNode payload);
}
