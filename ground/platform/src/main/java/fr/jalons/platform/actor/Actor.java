package fr.jalons.platform.actor;

/**
 * Who gave a command, for a decision that depends on it.
 *
 * @param id the opaque account, such as {@code user:4711}
 */
public record Actor(String id) {}
