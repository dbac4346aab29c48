package fr.jalons.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/access-matrix.md} is generated from the rules that are enforced; a stale copy fails.
 * To write it anew, run this test with {@code -Djalons.docs=write}.
 */
class AccessMatrixDocTest {
  private static final Path DOC = Path.of("../docs/access-matrix.md");
  private static final String HEAD =
      """
      # Who may do what

      Generated from `Rules` by `AccessMatrixDocTest`; do not edit. What is mapped and not listed is refused.

      `●` within the role's reach · `◐` for a stated reason (`Jalons-Reason`), which is recorded · `∑` figures, and names for a
      stated reason · `·` refused with 403. What a role may do but does not reach answers 404.

      | role | reaches |
      |---|---|
      | ADMINISTRATOR, HEAD, AUDITOR, ANALYST | the school of the account; without one, all schools |
      | COORDINATOR, CPE | the classes of the account; without any, its school |
      | PSYEN | the classes of the account |
      | CLASS_LEAD | classes that STS-web says he leads, and those of the account |
      | TEACHER | classes and groups of his services in STS-web, their students of today |
      | GUARDIAN, STUDENT | the files of his children; his own |
      | PARTNER | nobody's |
      | CLIENT | everything |

      Of an account with several roles, only those that a line names count for it, each with its own reach.

      """;

  @Test
  void theMatrixIsUpToDate() throws IOException {
    String expected = render(Files.exists(DOC) ? Files.readString(DOC) : "");
    if ("write".equals(System.getProperty("jalons.docs"))) {
      Files.writeString(DOC, expected);
    }
    assertThat(Files.exists(DOC) ? Files.readString(DOC) : "").isEqualTo(expected);
  }

  /** Lines stay where they are; a new one follows those whose addresses are most like its own. */
  private static List<Rule> inOrderOf(String written) {
    List<Rule> ordered = new ArrayList<>();
    Map<String, Rule> rules =
        Rules.ALL.stream()
            .collect(Collectors.toMap(Rule::address, rule -> rule, (a, b) -> a, TreeMap::new));
    for (String line : written.split("\n")) {
      Rule known = line.startsWith("| `") ? rules.remove(line.split("`")[1]) : null;
      if (known != null) {
        ordered.add(known);
      }
    }
    rules.values().forEach(rule -> ordered.add(placeOf(rule, ordered), rule));
    return ordered;
  }

  private static int placeOf(Rule added, List<Rule> ordered) {
    int place = ordered.size();
    int longest = 1;
    for (int i = 0; i < ordered.size(); i++) {
      int common = commonSteps(added.pattern(), ordered.get(i).pattern());
      if (common >= longest && common > 1) {
        longest = common;
        place = i + 1;
      }
    }
    return place;
  }

  private static int commonSteps(String one, String other) {
    String[] steps = one.split("/");
    String[] others = other.split("/");
    int common = 0;
    while (common < Math.min(steps.length, others.length) && steps[common].equals(others[common])) {
      common++;
    }
    return common;
  }

  private static String render(String written) {
    String roles =
        Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(" | ", "", ""));
    StringBuilder table = new StringBuilder(HEAD);
    table.append("| call or page | over | ").append(roles).append(" |\n|---|---");
    table.append("|---".repeat(Role.values().length)).append("|\n");
    for (Rule rule : inOrderOf(written)) {
      table.append("| `%s` | %s |".formatted(rule.address(), rule.over().words()));
      Arrays.stream(Role.values())
          .forEach(role -> table.append(' ').append(cell(rule, role)).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }

  private static String cell(Rule rule, Role role) {
    if (rule.over() == Over.PUBLIC) {
      return "●";
    }
    if (!rule.roles().contains(role)) {
      return "·";
    }
    if (!Rule.seesAggregates(role) || !rule.method().equals("GET")) {
      return "●";
    }
    return rule.over().nominative() ? "◐" : rule.over() == Over.CLASS ? "∑" : "●";
  }
}
