package fr.jalons.events;

/**
 * An event that puts something on record. Not sealed: a new kind implements it, and the models that
 * know records know it too.
 */
public interface OnRecord {

  /** Tagged with {@link Tags#RECORD}. */
  RecordId record();
}
