package fr.jalons.platform.web;

/**
 * A command whose content says what it is about, so that what is entered twice is recorded once:
 * the identifier comes from that unless the client gives one.
 */
public interface NamesItself {

  /** The same for the same thing, and for nothing else. */
  String sameness();
}
