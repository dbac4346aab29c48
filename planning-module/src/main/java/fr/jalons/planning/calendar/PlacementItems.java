package fr.jalons.planning.calendar;

import fr.jalons.platform.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.util.function.SingletonSupplier;

/** What each student has ready before a placement, where nobody says otherwise. */
final class PlacementItems {
  private static final String FILE = "placement-items.json";
  private static final SingletonSupplier<Map<String, String>> SHIPPED =
      SingletonSupplier.of(() -> byCode(read().items));

  private PlacementItems() {}

  /** As the file has them. */
  record Shipped(List<ChecklistItem> items) {}

  /** The labels by their codes, in the order of the file. */
  static Map<String, String> shipped() {
    return SHIPPED.obtain();
  }

  /** The labels by their codes; of two items of one code, the first. */
  static Map<String, String> byCode(List<ChecklistItem> items) {
    Map<String, String> labels = new LinkedHashMap<>();
    items.forEach(item -> labels.putIfAbsent(item.code(), item.label()));
    return labels;
  }

  private static Shipped read() {
    try (InputStream file =
        Objects.requireNonNull(PlacementItems.class.getResourceAsStream(FILE), FILE)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new EventJson().read(text, Shipped.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
