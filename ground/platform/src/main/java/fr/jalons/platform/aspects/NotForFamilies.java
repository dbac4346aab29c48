package fr.jalons.platform.aspects;

/** An entry that the follow-up may have to leave out where a family reads it. */
public interface NotForFamilies {

  /** Whether it is left out. */
  boolean isWithheld();
}
