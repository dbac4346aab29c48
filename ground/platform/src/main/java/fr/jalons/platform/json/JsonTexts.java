package fr.jalons.platform.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object that holds texts alone, read when it is first asked something: most of those who go
 * through the log want nothing of most events' metadata. Read token by token, because binding takes
 * as long again.
 */
final class JsonTexts extends AbstractMap<String, String> {
  private final JsonMapper mapper;
  private final String json;
  private volatile @Nullable Map<String, String> known;

  JsonTexts(JsonMapper mapper, String json) {
    this.mapper = mapper;
    this.json = json;
  }

  /** Two threads may both read it, and find the same. */
  private Map<String, String> texts() {
    Map<String, String> texts = known;
    if (texts == null) {
      texts = Collections.unmodifiableMap(read());
      known = texts;
    }
    return texts;
  }

  private Map<String, String> read() {
    Map<String, String> found = new HashMap<>();
    try (JsonParser tokens = mapper.createParser(json)) {
      tokens.nextToken();
      for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
        tokens.nextToken();
        found.put(name, tokens.getString());
        tokens.skipChildren();
      }
    }
    return found;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return texts().entrySet();
  }

  @Override
  public @Nullable String get(Object key) {
    return texts().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return texts().containsKey(key);
  }
}
