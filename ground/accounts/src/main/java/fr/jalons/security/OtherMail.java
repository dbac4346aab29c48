package fr.jalons.security;

import java.time.Instant;

/**
 * Messages that are no links to accounts. They leave by the same server, and share with links how
 * many it takes a minute.
 */
public interface OtherMail {

  /** Whether a message is to leave now. */
  boolean isDue();

  /**
   * Sends what is due; the server has answered just before.
   *
   * @return how many messages were taken up, at most that many
   */
  int deliver(int most);

  /** The server takes nothing: messages wait until it is asked again. */
  void rest(String reason, Instant until);
}
