package fr.jalons.platform.web;

import java.util.List;

/** A command whose answer tells what was found out while it was obeyed, as its event has it. */
public interface AnswersRecorded {

  /** Key of the tag under which its event stands. */
  String tag();

  /** The event that says it. */
  Class<?> event();

  /** The components of the event that are told besides the identifier; none is personal. */
  List<String> told();
}
