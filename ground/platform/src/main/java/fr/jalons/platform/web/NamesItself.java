package fr.jalons.platform.web;

/**
 * A command whose content says what it is about, so that what is entered twice is recorded once:
 * the identifier comes from that unless the client gives one.
 */
public interface NamesItself {

  /** The same for the same thing, and for nothing else. */
  String sameness();

  /** Key of the tag of its identifier: what was withdrawn under it makes room for another one. */
  String tag();
}
