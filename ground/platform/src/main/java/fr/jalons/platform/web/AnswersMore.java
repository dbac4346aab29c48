package fr.jalons.platform.web;

import java.util.Map;

/** A command that makes something new, and whose answer tells more than its identifier. */
public interface AnswersMore {

  /** What it tells besides, as far as the command alone decides it. */
  Map<String, Object> answered();
}
