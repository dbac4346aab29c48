package fr.jalons.platform.eventstore;

import fr.jalons.platform.eventstore.LogReader.Basis;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Reads for many decisions at once: whatever waits when a reader comes round is asked in one
 * statement, so that a hundred commands at a time share a few connections and round trips. No
 * command waits for company.
 */
final class BatchedSourcing implements AutoCloseable {
  /** While one statement runs, the next one gathers. */
  private static final int READERS = 2;

  private static final int MOST = 128;

  private final LogReader log;
  private final BlockingQueue<Question> waiting;
  private final List<Thread> readers = new ArrayList<>();
  private volatile boolean closing;

  /**
   * @param capacity questions that may wait before {@link EventLogOverloaded} is thrown
   */
  BatchedSourcing(LogReader log, int capacity) {
    this.log = log;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    for (int i = 0; i < READERS; i++) {
      readers.add(Thread.ofPlatform().name("event-log-reader-" + i).daemon().start(this::run));
    }
  }

  /** The events after a position that match a criterion, and where to put them. */
  record Question(Criterion criterion, long after, CompletableFuture<Basis> answer) {
    Question(Criterion criterion, long after) {
      this(criterion, after, new CompletableFuture<>());
    }
  }

  /** Whether a statement for many can ask it: one alternative, and one tag that leads to it. */
  static boolean canAsk(List<Criterion> criteria) {
    return criteria.size() == 1 && criteria.getFirst().tags().size() == 1;
  }

  /** As {@link LogReader#basis}, in the company of others. */
  Basis basis(Criterion criterion, long after) {
    return answer(asked(new Question(criterion, after)));
  }

  /** Of several at once, from the beginning of the log. */
  List<Basis> bases(List<Criterion> criteria) {
    return criteria.stream().map(criterion -> asked(new Question(criterion, 0))).toList().stream()
        .map(BatchedSourcing::answer)
        .toList();
  }

  private Question asked(Question question) {
    if (!waiting.offer(question)) {
      throw new EventLogOverloaded(waiting.size());
    }
    if (closing) {
      refuse();
    }
    return question;
  }

  private static Basis answer(Question question) {
    try {
      return question.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void run() {
    List<Question> questions = new ArrayList<>(MOST);
    while (!closing) {
      try {
        Question first = waiting.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          questions.add(first);
          waiting.drainTo(questions, MOST - 1);
          answer(questions);
        }
      } catch (InterruptedException e) {
        closing = true;
      } finally {
        questions.clear();
      }
    }
  }

  /**
   * Should one of them be impossible to ask, the others are not to suffer. When the database cannot
   * answer, all hear of it at once: each alone would wait for a connection in its turn.
   */
  private void answer(List<Question> questions) {
    try {
      log.answer(questions);
    } catch (RuntimeException e) {
      if (questions.size() == 1 || isOutage(e)) {
        questions.forEach(question -> question.answer().completeExceptionally(e));
      } else {
        questions.forEach(question -> answer(List.of(question)));
      }
    }
  }

  private static boolean isOutage(RuntimeException failure) {
    return failure.getCause() instanceof SQLException cause
        && WriteFailure.of(cause) != WriteFailure.REFUSED;
  }

  @Override
  public void close() {
    closing = true;
    for (Thread reader : readers) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    refuse();
  }

  private void refuse() {
    for (Question question = waiting.poll(); question != null; question = waiting.poll()) {
      question.answer().completeExceptionally(new EventLogOverloaded(waiting.size()));
    }
  }
}
