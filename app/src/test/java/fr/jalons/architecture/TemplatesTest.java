package fr.jalons.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** No template of any module says anything in one language: words stand in the bundles. */
class TemplatesTest {
  private static final Pattern WORD = Pattern.compile("\\p{L}");
  private static final Pattern LITERAL = Pattern.compile("([=!]=\\s*)?'([^']*)'");
  private static final Pattern CONSTANT = Pattern.compile("[A-Z_]*");

  /** Attributes that people read or hear. */
  private static final Set<String> READ = Set.of("title", "alt", "placeholder", "aria-label");

  @Test
  void noTemplateSpeaksOneLanguageOnly() throws Exception {
    Map<String, List<String>> faults = new TreeMap<>();
    int templates = 0;
    for (Resource file :
        new PathMatchingResourcePatternResolver().getResources("classpath*:templates/**/*.html")) {
      templates++;
      List<String> found = faults(file.getContentAsString(StandardCharsets.UTF_8));
      if (!found.isEmpty()) {
        faults.put(Objects.requireNonNull(file.getFilename()), found);
      }
    }
    assertThat(templates).isGreaterThan(25);
    assertThat(faults).isEmpty();
  }

  @Test
  void hardCodedWordsAreSeen() throws Exception {
    assertThat(faults("<p>Séances</p>")).containsExactly("Séances");
    assertThat(faults("<p aria-label=\"Suivi\"></p>")).containsExactly("Suivi");
    assertThat(faults("<p th:text=\"|Le ${day}|\">x</p>")).hasSize(1);
    assertThat(faults("<p th:text=\"${a == 'b' ? 'oui' : c}\">x</p>")).containsExactly("oui");
    assertThat(faults("<html th:replace=\"~{layout :: page('Classes', ~{::main})}\"></html>"))
        .containsExactly("Classes");
    assertThat(faults("<p th:text=\"#{${'area.' + a}}\">Autonomie</p> – <b>12</b>")).isEmpty();
    assertThat(faults("<p th:text=\"${a} == 'B' ? #{c} : |(${d})|\">Oui <b>et</b></p>")).isEmpty();
  }

  private static List<String> faults(String template) throws ParseException, IOException {
    Words words = new Words();
    new SimpleMarkupParser(ParseConfiguration.htmlConfiguration()).parse(template, words);
    return words.faults;
  }

  /** Gathers what would be read as it stands in the template. */
  private static final class Words extends AbstractSimpleMarkupHandler {
    final List<String> faults = new ArrayList<>();

    /** Of each open element, whether its content is replaced. */
    private final Deque<Boolean> replaced = new ArrayDeque<>();

    @Override
    public void handleText(char[] buffer, int offset, int length, int line, int column) {
      String text = new String(buffer, offset, length).strip();
      if (WORD.matcher(text).find() && !replaced.contains(true)) {
        faults.add(text);
      }
    }

    @Override
    public void handleOpenElement(
        String name, @Nullable Map<String, String> attributes, int line, int column) {
      Map<String, String> all = attributes == null ? Map.of() : attributes;
      look(name, all);
      replaced.push(
          all.containsKey("th:text")
              || (all.containsKey("th:replace") && !name.equals("html"))
              || Set.of("script", "style").contains(name));
    }

    @Override
    public void handleStandaloneElement(
        String name,
        @Nullable Map<String, String> attributes,
        boolean minimized,
        int line,
        int column) {
      look(name, attributes == null ? Map.of() : attributes);
    }

    @Override
    public void handleCloseElement(String name, int line, int column) {
      replaced.pop();
    }

    @Override
    public void handleAutoCloseElement(String name, int line, int column) {
      replaced.pop();
    }

    private void look(String element, Map<String, String> attributes) {
      for (String name : READ) {
        String said = attributes.get(name);
        if (said != null && WORD.matcher(said).find() && !attributes.containsKey("th:" + name)) {
          faults.add(said);
        }
        inExpression(attributes.get("th:" + name));
      }
      inExpression(attributes.get("th:text"));
      if (element.equals("html")) {
        inExpression(attributes.get("th:replace"));
      }
    }

    private void inExpression(@Nullable String expression) {
      if (expression == null) {
        return;
      }
      String rest = without("#{", expression);
      LITERAL
          .matcher(rest)
          .results()
          .filter(found -> found.group(1) == null)
          .map(found -> found.group(2))
          .filter(text -> WORD.matcher(text).find() && !CONSTANT.matcher(text).matches())
          .forEach(faults::add);
      String[] parts = without("${", rest).split("\\|", -1);
      for (int i = 1; i < parts.length; i += 2) { // between two strokes
        if (WORD.matcher(parts[i]).find()) {
          faults.add(parts[i]);
        }
      }
    }

    /** The text without what begins so and ends with the brace that belongs to it. */
    private static String without(String opening, String text) {
      StringBuilder rest = new StringBuilder();
      int depth = 0;
      for (int i = 0; i < text.length(); i++) {
        if (depth == 0 && text.startsWith(opening, i)) {
          depth = 1;
          i++;
        } else if (depth == 0) {
          rest.append(text.charAt(i));
        } else {
          depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
        }
      }
      return rest.toString();
    }
  }
}
