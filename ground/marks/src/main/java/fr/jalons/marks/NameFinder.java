package fr.jalons.marks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names of certain people in a text that must stay readable. It looks for whole words: first
 * and last name side by side, or the last name alone unless that is a common French word. Case,
 * accents, hyphens and apostrophes do not count.
 */
public final class NameFinder {
  private static final Pattern WORD = Pattern.compile("\\p{L}+|\\p{N}+");

  /** Between two words that may be one name: {@code Jean-Noël}, {@code d'Angelo}, {@code 2B}. */
  private static final Pattern JOINT = Pattern.compile("[\\p{Pd}'’ʼ‘`´]*");

  private static final Set<String> COMMON = common();

  /** Where names have gaps between their words, by their letters. */
  private final Map<String, Set<Set<Integer>>> names = new HashMap<>();

  private final int longest;

  private NameFinder(Collection<Name> people) {
    for (Name person : people) {
      add(person.first + ' ' + person.last);
      add(person.last + ' ' + person.first);
      if (words(person.last).stream().anyMatch(word -> !COMMON.contains(word.letters))) {
        add(person.last);
      }
    }
    longest = names.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** What a person is called. A name must not reach a log by way of a message. */
  public record Name(String last, String first) {
    @Override
    public String toString() {
      return "Name";
    }
  }

  /** One word of a folded text, and whether it is apart from the one before. */
  private record Word(String letters, boolean apart) {}

  /** A finder of these people's names. */
  public static NameFinder of(Collection<Name> people) {
    return new NameFinder(people);
  }

  /** Whether the text holds the name of one of them. */
  public boolean finds(String text) {
    List<Word> words = words(text);
    for (int first = 0; first < words.size(); first++) {
      if (startsAt(words.subList(first, words.size()))) {
        return true;
      }
    }
    return false;
  }

  private boolean startsAt(List<Word> words) {
    StringBuilder letters = new StringBuilder();
    Set<Integer> gaps = new HashSet<>();
    for (Word word : words) {
      if (word.apart && !letters.isEmpty()) {
        gaps.add(letters.length());
      }
      letters.append(word.letters);
      if (letters.length() > longest) {
        return false;
      }
      if (names.getOrDefault(letters.toString(), Set.of()).stream()
          .anyMatch(name -> name.containsAll(gaps))) {
        return true;
      }
    }
    return false;
  }

  private void add(String name) {
    StringBuilder letters = new StringBuilder();
    Set<Integer> gaps = new HashSet<>();
    for (Word word : words(name)) {
      gaps.add(letters.length());
      letters.append(word.letters);
    }
    if (letters.length() > 1) {
      names.computeIfAbsent(letters.toString(), unknown -> new HashSet<>()).add(gaps);
    }
  }

  private static List<Word> words(String text) {
    String folded = Spelling.folded(text);
    List<Word> words = new ArrayList<>();
    Matcher word = WORD.matcher(folded);
    int end = 0;
    while (word.find()) {
      boolean joined = JOINT.matcher(folded.substring(end, word.start())).matches();
      words.add(new Word(word.group(), !joined));
      end = word.end();
    }
    return words;
  }

  private static Set<String> common() {
    try (InputStream words =
        Objects.requireNonNull(NameFinder.class.getResourceAsStream("common-words.txt"))) {
      return new String(words.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> words(line).stream())
          .map(Word::letters)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
