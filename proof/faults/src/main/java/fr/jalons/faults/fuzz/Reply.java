package fr.jalons.faults.fuzz;

import java.util.Map;

/**
 * An answer.
 *
 * @param status 0 if none came
 * @param headers by their names in lower case
 * @param body as text, or, without an answer, why there is none
 */
record Reply(int status, Map<String, String> headers, String body, long millis) {
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
