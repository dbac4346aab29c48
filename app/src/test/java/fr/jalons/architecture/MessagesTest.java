package fr.jalons.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import fr.jalons.events.EventTypes;
import fr.jalons.events.Tags;
import fr.jalons.marks.Page;
import fr.jalons.platform.slices.Slices;
import fr.jalons.platform.web.CommandShape;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every sentence of every module, in both languages. */
class MessagesTest {
  private static final Set<String> TOLD = Set.of(Tags.STUDENT, Tags.STRUCTURE);
  private static final String ENGLISH = "_en.properties";

  private final Map<String, Properties> bundles = bundles();

  private static Map<String, Properties> bundles() {
    Map<String, Properties> bundles = new TreeMap<>();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:messages/**/*.properties")) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          texts.load(reader);
        }
        String address = file.getURL().getPath();
        assertThat(bundles.put(address.substring(address.lastIndexOf("/messages/")), texts))
            .isNull();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bundles;
  }

  private List<String> french() {
    return bundles.keySet().stream().filter(name -> !name.endsWith(ENGLISH)).toList();
  }

  private static String inEnglish(String name) {
    return name.replace(".properties", ENGLISH);
  }

  private Properties texts(String name) {
    return Objects.requireNonNull(bundles.get(name), name);
  }

  private Set<String> keys() {
    return french().stream()
        .flatMap(name -> texts(name).stringPropertyNames().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatIsSaidInFrenchIsSaidInEnglishAndTheOtherWayRound() {
    assertThat(french()).hasSizeGreaterThan(10);
    assertThat(bundles).hasSize(2 * french().size());
    for (String name : french()) {
      assertThat(texts(inEnglish(name)).stringPropertyNames())
          .as(name)
          .isEqualTo(texts(name).stringPropertyNames());
    }
  }

  /** Otherwise the order of the bundles would decide which text is shown. */
  @Test
  void aKeyStandsInOneBundle() {
    assertThat(french().stream().flatMap(name -> texts(name).stringPropertyNames().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void bothLanguagesSayTheSameThingsInTheirOwnOrder() {
    for (String name : french()) {
      for (String key : texts(name).stringPropertyNames()) {
        assertThat(arguments(texts(inEnglish(name)), key))
            .as(name + ": " + key)
            .isEqualTo(arguments(texts(name), key));
      }
    }
  }

  private static Set<String> arguments(Properties texts, String key) {
    return new TreeSet<>(
        Pattern.compile("\\{(\\d)")
            .matcher(texts.getProperty(key))
            .results()
            .map(found -> found.group(1))
            .toList());
  }

  /** In a pattern of {@code MessageFormat}, a straight one swallows what follows. */
  @Test
  void apostrophesAreTypographic() {
    bundles.forEach(
        (name, texts) ->
            texts
                .stringPropertyNames()
                .forEach(
                    key ->
                        assertThat(texts.getProperty(key))
                            .as(name + ": " + key)
                            .doesNotContain("'")));
  }

  /** Histories tell of a student or a class. */
  @Test
  void everyEventAboutAStudentOrAClassHasAText() {
    List<String> told =
        EventTypes.all().entrySet().stream()
            .filter(named -> tags(named.getValue()).anyMatch(TOLD::contains))
            .map(named -> "event." + named.getKey())
            .toList();
    assertThat(told).hasSizeGreaterThan(20);
    assertThat(keys()).containsAll(told);
  }

  private static Stream<String> tags(Class<?> event) {
    return Stream.of(event.getDeclaredFields(), event.getDeclaredMethods())
        .flatMap(Stream::of)
        .map(part -> part.getAnnotation(EventTag.class))
        .filter(Objects::nonNull)
        .map(EventTag::key);
  }

  /** The name of the command, a label for each component, and each constant that may be chosen. */
  @Test
  void everyFormHasItsTexts() {
    Set<String> needed = new TreeSet<>();
    Slices.commands().stream()
        .filter(command -> command.isAnnotationPresent(Page.class))
        .map(CommandShape::of)
        .forEach(shape -> needed.addAll(textsOf(shape)));
    assertThat(needed).hasSizeGreaterThan(50);
    assertThat(keys()).containsAll(needed);
  }

  private static Set<String> textsOf(CommandShape shape) {
    String name = shape.type().getSimpleName();
    Set<String> needed = new TreeSet<>(Set.of(name));
    for (CommandShape.Part part : shape.parts()) {
      if (part.source() == CommandShape.Source.BODY) {
        needed.add(name + '.' + part.name());
        if (part.type().isEnum()) {
          for (Object constant : part.type().getEnumConstants()) {
            needed.add(part.type().getSimpleName() + '.' + ((Enum<?>) constant).name());
          }
        }
      }
    }
    return needed;
  }

  /** Of an enum of which some constants are shown to people, all are. */
  @Test
  void anEnumHasATextForEachOfItsConstantsOrForNone() {
    List<Set<String>> enums = enums();
    List<String> incomplete = new ArrayList<>();
    byPrefix()
        .forEach(
            (prefix, constants) -> {
              List<Set<String>> meant =
                  enums.stream().filter(all -> all.containsAll(constants)).toList();
              if (constants.size() > 1
                  && !meant.isEmpty()
                  && meant.stream().noneMatch(all -> isComplete(all, constants))) {
                incomplete.add(prefix + ' ' + constants + " of " + meant);
              }
            });
    assertThat(incomplete).isEmpty();
  }

  @Test
  void aMissingConstantIsSeen() {
    Set<String> all = Set.of("PRESENT", "LATE", "EXCUSED");
    assertThat(isComplete(all, Set.of("PRESENT", "LATE"))).isFalse();
    assertThat(isComplete(all, all)).isTrue();
    assertThat(byPrefix().values()).anySatisfy(some -> assertThat(some).hasSizeGreaterThan(3));
  }

  /** A program is no person, so pages do not show it by a role. */
  private static boolean isComplete(Set<String> all, Set<String> constants) {
    Set<String> missing = new TreeSet<>(all);
    missing.removeAll(constants);
    missing.remove("CLIENT");
    return missing.isEmpty();
  }

  private Map<String, Set<String>> byPrefix() {
    return keys().stream()
        .filter(key -> key.matches(".+\\.[A-Z][A-Z_0-9]*"))
        .collect(
            Collectors.groupingBy(
                key -> key.substring(0, key.lastIndexOf('.')),
                TreeMap::new,
                Collectors.mapping(
                    key -> key.substring(key.lastIndexOf('.') + 1),
                    Collectors.toCollection(TreeSet::new))));
  }

  private static List<Set<String>> enums() {
    List<Set<String>> enums =
        new ClassFileImporter()
            .importPackages("fr.jalons").stream()
                .filter(type -> type.isEnum())
                .map(type -> type.reflect().getEnumConstants())
                .filter(Objects::nonNull)
                .map(
                    constants ->
                        Arrays.stream(constants)
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.toSet()))
                .toList();
    assertThat(enums).hasSizeGreaterThan(15);
    return enums;
  }
}
