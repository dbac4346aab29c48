package fr.jalons.events;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/**
 * What happens with the account of a person, besides its roles: who opened a way in, and who closed
 * one. Shown to the person, and to auditors. No event holds a login, a password or a code.
 */
public sealed interface AccountEvent extends DomainEvent {
  String NAMESPACE = "account";

  /** What stands for the account in the log, without the kind: opaque, never a login. */
  String account();

  /** The account, client or system that did it, with its kind, as in the event's metadata. */
  String by();

  /** How a password came about. */
  enum Way {
    /** Behind a link that an administrator had issued: the one who held it chose. */
    LINK,
    /** By someone who knew the password before. */
    OWN,
    /** Named in the environment of the server. */
    ENVIRONMENT
  }

  /** What is asked for besides the password. */
  enum Factor {
    /** Codes of a telephone. */
    CODES,
    PASSKEY
  }

  /** There is a link from here on by which a password can be chosen; an earlier one is void. */
  @Event(namespace = NAMESPACE, name = "LinkIssued", version = "1")
  record LinkIssued(@EventTag(key = Tags.ACCOUNT) String account, Instant expiresAt, String by)
      implements AccountEvent {}

  /** Another password lets in from here on; all sessions end. */
  @Event(namespace = NAMESPACE, name = "PasswordSet", version = "1")
  record PasswordSet(@EventTag(key = Tags.ACCOUNT) String account, Way way, String by)
      implements AccountEvent {}

  /** Signing in wants one thing more. */
  @Event(namespace = NAMESPACE, name = "SecondFactorAdded", version = "1")
  record SecondFactorAdded(@EventTag(key = Tags.ACCOUNT) String account, Factor factor, String by)
      implements AccountEvent {}

  /** Signing in no longer wants it: taken away by its owner, or reset by an administrator. */
  @Event(namespace = NAMESPACE, name = "SecondFactorRemoved", version = "1")
  record SecondFactorRemoved(@EventTag(key = Tags.ACCOUNT) String account, Factor factor, String by)
      implements AccountEvent {}

  /** All sessions and tokens of the account end. */
  @Event(namespace = NAMESPACE, name = "SessionsEnded", version = "1")
  record SessionsEnded(@EventTag(key = Tags.ACCOUNT) String account, String by)
      implements AccountEvent {}

  /**
   * The person lets a program act for them from here on.
   *
   * @param client the program, as it is called
   * @param scopes all that it may do for them by now
   */
  @Event(namespace = NAMESPACE, name = "ConsentGiven", version = "1")
  record ConsentGiven(
      @EventTag(key = Tags.ACCOUNT) String account, String client, Set<String> scopes, String by)
      implements AccountEvent {
    /** In one order, so that the same scopes are written in the same way. */
    public ConsentGiven {
      scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
    }
  }

  /** The program acts for the person no longer, and what it holds is good for nothing. */
  @Event(namespace = NAMESPACE, name = "ConsentWithdrawn", version = "1")
  record ConsentWithdrawn(@EventTag(key = Tags.ACCOUNT) String account, String client, String by)
      implements AccountEvent {}
}
