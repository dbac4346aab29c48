package fr.jalons.evaluation.grid;

import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.util.function.SingletonSupplier;

/**
 * The official grid of AP in CAP, word by word, and what on file answers each of its questions.
 *
 * @param questions in the order of the form
 */
public record Grid(String edition, List<Question> questions) {
  public static final int LEAST = 1;
  public static final int MOST = 4;

  private static final String FILE = "/grids/grid-2026.json";
  private static final SingletonSupplier<Grid> SHIPPED = SingletonSupplier.of(Grid::read);

  /**
   * A question.
   *
   * @param code from Q01 to Q48
   * @param row of the grid, as indicators are called
   * @param part its heading on the form
   */
  public record Question(String code, String row, String part, String text, List<Ground> evidence) {

    /** Whether all that it needs is on file. */
    public boolean isEvidenced(Evidence.Counts counts) {
      return evidence.stream().allMatch(ground -> !ground.needed || ground.count(counts) > 0);
    }
  }

  /**
   * What answers a question: so many of one thing, or of several together.
   *
   * @param counts keys of {@link Evidence}
   * @param needed whether the question has no evidence without it
   */
  public record Ground(List<String> counts, boolean needed) {
    /** How much there is. */
    public long count(Evidence.Counts all) {
      return counts.stream().mapToLong(all::of).sum();
    }
  }

  /** The edition that comes with Jalons. */
  public static Grid shipped() {
    return SHIPPED.obtain();
  }

  /** A question by its code. */
  public Optional<Question> question(String code) {
    return questions.stream().filter(one -> one.code.equals(code)).findFirst();
  }

  /** How many questions have all their evidence. */
  public long evidenced(Evidence.Counts counts) {
    return questions.stream().filter(one -> one.isEvidenced(counts)).count();
  }

  private static Grid read() {
    try (InputStream file = Objects.requireNonNull(Grid.class.getResourceAsStream(FILE), FILE)) {
      return new EventJson()
          .read(new String(file.readAllBytes(), StandardCharsets.UTF_8), Grid.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
