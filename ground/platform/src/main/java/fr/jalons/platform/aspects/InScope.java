package fr.jalons.platform.aspects;

/** An entry that is about a scope: a school, or a part of one. */
public interface InScope {

  /** What it is about: a value that equals that of the same scope. */
  Object scope();
}
