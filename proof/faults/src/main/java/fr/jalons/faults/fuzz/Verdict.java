package fr.jalons.faults.fuzz;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with an answer, whatever was asked. */
enum Verdict {
  FAILED("answers of 5xx but 503 with Retry-After"),
  SILENT("requests without an answer"),
  SLOW("answers after more than 10 s"),
  TELLS("answers that show the program's inside"),
  NO_PROBLEM("refusals of /api that are no problem+json"),
  UNESCAPED("pages with a script of ours");

  private static final long SLOWEST = 10_000;
  private static final JsonMapper JSON = new JsonMapper();

  /** None of these stands in a text that we send ourselves. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\bat [\\w.$/]+\\([\\w ]+(\\.java:\\d+)?\\)"
              + "|\\b(java|javax|jakarta|org\\.springframework|org\\.postgresql|org\\.axonframework|org\\.apache"
              + "|org\\.thymeleaf|tools\\.jackson|com\\.fasterxml|fr\\.jalons)\\.[a-z]+(\\.[a-z]+)*\\.[A-Z]"
              + "|\\b[A-Z][A-Za-z]+(Exception|Throwable)\\b|\\bSQLSTATE\\b|bad SQL grammar|syntax error at or near"
              + "|duplicate key value|violates [a-z-]+ constraint|relation \"[a-z_.]+\" does not exist"
              + "|Apache Tomcat|Whitelabel");

  private final String what;

  Verdict(String what) {
    this.what = what;
  }

  @Override
  public String toString() {
    return what;
  }

  /** Too busy, or not yet as far as the request wants: no fault, but nothing to wish for. */
  static boolean busy(Reply reply) {
    return reply.status() == 503 && !reply.header("retry-after").isEmpty();
  }

  /** The first fault of an answer. */
  static Optional<Verdict> on(Attempt attempt, Reply reply) {
    if (reply.status() == 0) {
      return attempt.cutShort() ? Optional.empty() : Optional.of(SILENT); // the client had hung up
    }
    if (reply.status() >= 500 && !busy(reply)) {
      return Optional.of(FAILED);
    }
    if (reply.millis() > SLOWEST) {
      return Optional.of(SLOW);
    }
    if (!attempt.target().startsWith("/v3/") && INSIDE.matcher(reply.body()).find()) {
      return Optional.of(TELLS);
    }
    if (reply.header("content-type").startsWith("text/html")
        && reply.body().contains(Hostile.SCRIPT)) {
      return Optional.of(UNESCAPED);
    }
    boolean refusal = reply.status() >= 400 && attempt.target().startsWith("/api/");
    return refusal && !attempt.method().equals("HEAD") && !problem(reply)
        ? Optional.of(NO_PROBLEM)
        : Optional.empty();
  }

  private static boolean problem(Reply reply) {
    try {
      JsonNode body = JSON.readTree(reply.body());
      return reply.header("content-type").startsWith("application/problem+json")
          && !body.path("title").asString("").isBlank()
          && body.path("status").asInt(0) == reply.status();
    } catch (JacksonException e) {
      return false;
    }
  }
}
