package fr.jalons.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/**
 * Every kind of page that links lead somebody to: it needs no scrolling sideways on telephones and
 * desks, enlarged or not, and axe finds nothing against WCAG 2.2 AA on the narrowest. Contrast is
 * enough where the device is dark, and rules about the layout hold on the widest, too.
 */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessiblePagesTest {
  /** In CSS pixels, as WCAG 1.4.10 asks for. */
  private static final int NARROW = 320;

  /** As most desks have. */
  private static final int WIDE = 1280;

  /** Also a common telephone, and a desk at 200 %. The widest comes last. */
  private static final List<Integer> WIDTHS = List.of(NARROW, 390, WIDE / 2, WIDE);

  private static final int HEIGHT = 700;

  /** Forms are drawn by one template: some below each address stand for all. */
  private static final int BELOW = 4;

  private static final String SIDEWAYS =
      """
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth
        ? []
        : [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .filter(e => e.closest('.table-responsive') === null)
            .map(e => 'too wide: ' + e.outerHTML.slice(0, 120))
            .slice(-2)
      """;
  private static final String RULES = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa";
  private static final String FAULTS =
      """
      async () => {
        const tags = '%s'.split(' ');
        const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
        return found.violations.map(v => v.id + ' ' + v.nodes.slice(0, 2).map(n => n.html + ' ' + n.failureSummary).join(' '));
      }
      """
          .formatted(RULES);

  /**
   * What depends on the width. Colours do not, but for the menu, which stands open on wide screens:
   * it is looked at once.
   */
  private static final String LAYOUT =
      """
      async () => {
        const rules = ['link-in-text-block', 'scrollable-region-focusable', 'target-size'];
        const found = await axe.run(document, {runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']});
        return found.violations.map(v => v.id + ' ' + v.nodes.slice(0, 2).map(n => n.html + ' ' + n.failureSummary).join(' '));
      }
      """;

  private static final String CONTRAST =
      """
      async () => {
        const found = await axe.run(document, {runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations']});
        return found.violations.map(v => 'dark ' + v.id + ' ' + v.nodes.slice(0, 2).map(n => n.html + ' ' + n.failureSummary).join(' '));
      }
      """;
  private static final String LINKS =
      """
      () => [...document.querySelectorAll('a[href^="/"]')].map(a => a.getAttribute('href'))
      """;

  /** What the accessibility statement claims. */
  private static final Path STATEMENT =
      Path.of("..", "..", "app/src/main/resources/accessibility/checked.properties");

  /** Addresses of up to two parts: others depend on what the demonstration holds on a day. */
  private static final Pattern CLAIMED = Pattern.compile("/|(/[a-z-]+)(/[a-z*-]+)?");

  /** The kinds of pages at which axe has looked, by the role of who saw them. */
  private static final Map<String, SortedSet<String>> LOOKED_AT = new TreeMap<>();

  /** How many pages of a kind were looked at, by those whose pages look alike. */
  private static final Map<String, Map<String, Integer>> SEEN = new HashMap<>();

  private static JalonsProcess jalons;
  private static Chromium chromium;
  private static String axe;

  @BeforeAll
  static void start(JalonsProcess site) throws IOException {
    jalons = site;
    chromium = new Chromium();
    axe = new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({
    "demo-teacher, TEACHER, staff, 25",
    "demo-head, HEAD, staff, 1",
    "demo-coordinator, COORDINATOR, staff, 1",
    "demo-lead, CLASS_LEAD, staff, 1",
    "demo-cpe, CPE, staff, 1",
    "demo-psyen, PSYEN, staff, 1",
    "demo-admin, ADMINISTRATOR, staff, 8",
    "demo-student, STUDENT, family, 3",
    "demo-guardian, GUARDIAN, family, 1",
    "demo-auditor, AUDITOR, staff, 3"
  })
  void pagesFitATelephoneAndEveryReader(String login, String role, String like, int least) {
    Page page = chromium.page();
    page.setViewportSize(NARROW, HEIGHT);
    page.navigate(jalons.address("/"));
    page.locator("#username").fill(login);
    page.locator("#password").fill("demo");
    page.locator("main button[type=submit]").first().click();
    page.waitForURL(jalons.address("/**"));

    Map<String, List<String>> faults = new HashMap<>();
    int seen = 0;
    Map<String, Integer> kinds = SEEN.computeIfAbsent(like, others -> new HashMap<>());
    kinds.remove("/");
    Deque<String> open = new ArrayDeque<>(List.of("/"));
    while (!open.isEmpty()) {
      String address = open.removeFirst();
      if (!isNew(address, kinds)) {
        continue;
      }
      page.navigate(jalons.address(address));
      seen++;
      LOOKED_AT.computeIfAbsent(role, none -> new TreeSet<>()).add(kind(address));
      List<String> here = new ArrayList<>();
      for (int width : WIDTHS) {
        page.setViewportSize(width, HEIGHT);
        texts(page.evaluate(SIDEWAYS)).forEach(fault -> here.add(width + " " + fault));
      }
      page.evaluate(axe);
      texts(page.evaluate(address.equals("/") ? FAULTS : LAYOUT))
          .forEach(fault -> here.add(WIDE + " " + fault));
      page.setViewportSize(NARROW, HEIGHT);
      here.addAll(faults(page));
      if (!here.isEmpty()) {
        faults.put(address, here);
      }
      texts(page.evaluate(LINKS)).stream().filter(AccessiblePagesTest::isPage).forEach(open::add);
    }
    page.context().close();
    assertThat(faults).isEmpty();
    assertThat(seen).isGreaterThanOrEqualTo(least);
  }

  /** To write its file anew, run this test with {@code -Djalons.docs=write}. */
  @Test
  @Order(Integer.MAX_VALUE)
  void theStatementClaimsNoMoreThanWasLookedAt() throws IOException {
    if ("write".equals(System.getProperty("jalons.docs"))) {
      Files.writeString(STATEMENT, statement());
    }
    Properties said = new Properties();
    try (Reader reader = Files.newBufferedReader(STATEMENT)) {
      said.load(reader);
    }
    assertThat(said)
        .containsEntry("axe", version())
        .containsEntry("rules", RULES)
        .containsEntry("widths", widths());
    LOOKED_AT.forEach(
        (role, kinds) ->
            assertThat(kinds)
                .as(role)
                .containsAll(List.of(said.getProperty("pages." + role, "").split(" "))));
    assertThat(said.stringPropertyNames().stream().filter(name -> name.startsWith("pages.")))
        .hasSameSizeAs(LOOKED_AT.keySet());
  }

  private static String statement() {
    StringBuilder text = new StringBuilder();
    text.append("on=").append(LocalDate.now(ZoneId.of("Europe/Paris"))).append('\n');
    text.append("axe=").append(version()).append('\n');
    text.append("rules=").append(RULES).append('\n');
    text.append("widths=").append(widths()).append('\n');
    LOOKED_AT.forEach(
        (role, kinds) ->
            text.append("pages.")
                .append(role)
                .append('=')
                .append(
                    kinds.stream()
                        .filter(kind -> CLAIMED.matcher(kind).matches())
                        .collect(Collectors.joining(" ")))
                .append('\n'));
    return text.toString();
  }

  private static String widths() {
    return WIDTHS.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String version() {
    return axe.replaceFirst("(?s)^/\\*! axe v(\\S+).*", "$1");
  }

  private static List<String> faults(Page page) {
    List<String> faults = new ArrayList<>(texts(page.evaluate(FAULTS)));
    show(page, ColorScheme.DARK);
    faults.addAll(texts(page.evaluate(CONTRAST)));
    show(page, ColorScheme.LIGHT);
    return faults;
  }

  /** Without movement: half-way colours are no fault. */
  private static void show(Page page, ColorScheme scheme) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
    page.waitForFunction(
        "theme => document.documentElement.dataset.bsTheme === theme",
        scheme.name().toLowerCase(Locale.ROOT));
  }

  private static List<String> texts(Object answer) {
    return ((Collection<?>) answer).stream().map(String::valueOf).toList();
  }

  private static boolean isPage(String address) {
    return !address.matches(
        "/(api|css|js|webjars|favicon).*|.*/(export|review-sheet)(\\?.*)?|.*[?&](print|language)=.*");
  }

  private static String kind(String address) {
    return address.replaceAll("\\?.*", "").replaceAll("/(?=[^/]*\\d)[^/]+", "/*");
  }

  /** One page of a kind, and a few of the forms below one that is about something. */
  private static boolean isNew(String address, Map<String, Integer> kinds) {
    String kind = kind(address);
    if (kinds.merge(kind, 1, Integer::sum) > 1) {
      return false;
    }
    String above = kind.substring(0, Math.max(0, kind.lastIndexOf('/')));
    return !above.contains("*") || kinds.merge(above + "/below", 1, Integer::sum) <= BELOW;
  }
}
