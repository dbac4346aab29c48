package fr.jalons.events;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/**
 * What those who operate the installation do with its programs, its keys and its read models. Shown
 * to auditors.
 */
public sealed interface OperatingEvent extends DomainEvent {
  String NAMESPACE = "operating";

  /** The account, client or system that did it, with its kind, as in the event's metadata. */
  String by();

  /**
   * A program may fetch tokens from here on.
   *
   * @param scopes what it may ask for
   * @param school the one it reaches; absent for all
   * @param inNamesOfPeople whether it acts for people who let it, rather than for itself
   */
  @Event(namespace = NAMESPACE, name = "ClientRegistered", version = "1")
  record ClientRegistered(
      @EventTag(key = Tags.CLIENT) String client,
      Set<String> scopes,
      @Nullable SchoolId school,
      boolean inNamesOfPeople,
      String by)
      implements OperatingEvent {
    /** In one order, so that the same scopes are written in the same way. */
    public ClientRegistered {
      scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
    }
  }

  /** Another secret proves the program from here on. */
  @Event(namespace = NAMESPACE, name = "ClientSecretRenewed", version = "1")
  record ClientSecretRenewed(@EventTag(key = Tags.CLIENT) String client, String by)
      implements OperatingEvent {}

  /** The program and its tokens are good for nothing any more. */
  @Event(namespace = NAMESPACE, name = "ClientWithdrawn", version = "1")
  record ClientWithdrawn(@EventTag(key = Tags.CLIENT) String client, String by)
      implements OperatingEvent {}

  /**
   * Another key signs tokens from here on.
   *
   * @param key its public identifier
   */
  @Event(namespace = NAMESPACE, name = "TokenKeyRotated", version = "1")
  record TokenKeyRotated(String key, String by) implements OperatingEvent {}

  /**
   * A key that signed credentials has leaked: what it signed counts no more.
   *
   * @param key its public identifier
   */
  @Event(namespace = NAMESPACE, name = "CredentialKeyRevoked", version = "1")
  record CredentialKeyRevoked(String key, String by) implements OperatingEvent {}

  /** A read model is folded from the log again. */
  @Event(namespace = NAMESPACE, name = "RebuildStarted", version = "1")
  record RebuildStarted(String readModel, String by) implements OperatingEvent {}

  /** An event that a read model could not handle is handed to it once more. */
  @Event(namespace = NAMESPACE, name = "ParkedEventRetried", version = "1")
  record ParkedEventRetried(UUID parked, String readModel, String by) implements OperatingEvent {}

  /** The read model goes on for good without an event that it could not handle. */
  @Event(namespace = NAMESPACE, name = "ParkedEventDiscarded", version = "1")
  record ParkedEventDiscarded(UUID parked, String readModel, String by) implements OperatingEvent {}
}
