package fr.jalons.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.pattern.PathPattern;

/** On the demo school: English pages hold no French but that of the school's own data. */
class PagesInEnglishTest extends OnDemoSchool {
  private static final String HTML = "text/html,application/xhtml+xml";
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");
  private static final Pattern SAID =
      Pattern.compile(">([^<]+)<|(?:title|alt|aria-label|placeholder)=\"([^\"]+)\"");
  private static final int OF_A_KIND = 2;
  private static final int SHORTEST = 12;

  /**
   * What a walk along the links does not reach, and what leads on to a page of another kind; links
   * name a class by a parameter, and lead to the same pages.
   */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "/login/code",
          "/day/waiting",
          "/students/{student}/live",
          "/classes/live",
          "/invitations/{token}",
          "/answers/{token}",
          "/oauth2/consent",
          "/needs/{need}",
          "/classes/{code}",
          "/audit/classes/{code}");

  /** Names of frameworks, which the ministry has given in French. */
  private static final Set<String> OFFICIAL =
      Set.of("Compétences psychosociales", "Compétences transversales en voie professionnelle");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private final Set<String> french = new HashSet<>();
  private final Set<String> pieces = new HashSet<>();

  /** Whether a text is French: most stand on many pages. */
  private final Map<String, Boolean> judged = new HashMap<>();

  @BeforeEach
  void learnFrench() throws IOException {
    Set<String> english = new HashSet<>();
    for (Resource file :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:messages/**/*_en.properties")) {
      Properties here = texts(file);
      Properties there =
          texts(file.createRelative(String.valueOf(file.getFilename()).replace("_en.", ".")));
      for (String key : here.stringPropertyNames()) {
        english.add(here.getProperty(key));
        if (!here.getProperty(key).equals(there.getProperty(key))) {
          french.add(there.getProperty(key));
        }
      }
    }
    french.removeAll(english);
    french.stream()
        .flatMap(text -> Stream.of(text.split("\\{\\d}")))
        .map(String::strip)
        .filter(piece -> piece.length() >= SHORTEST && piece.contains(" "))
        .forEach(pieces::add);
    assertThat(pieces).hasSizeGreaterThan(200);
  }

  private static Properties texts(Resource file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  private Collection<String> said(String page) {
    return SAID.matcher(page.replaceAll("<(a|span|h\\d) [^>]*\\blang=\"fr\"[^>]*>[^<]*</\\1>", ""))
        .results()
        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
        .map(text -> HtmlUtils.htmlUnescape(text).strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private List<String> frenchIn(String page) {
    return said(page).stream()
        .filter(text -> !OFFICIAL.contains(text))
        .filter(text -> judged.computeIfAbsent(text, this::isFrench))
        .toList();
  }

  private boolean isFrench(String text) {
    return french.contains(text) || text.contains("??") || pieces.stream().anyMatch(text::contains);
  }

  private Set<PathPattern> pages() {
    return mappings.getHandlerMethods().keySet().stream()
        .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
        .map(RequestMappingInfo::getPathPatternsCondition)
        .flatMap(paths -> paths == null ? Stream.empty() : paths.getPatterns().stream())
        .filter(path -> !path.getPatternString().startsWith("/api/"))
        .filter(path -> !path.getPatternString().startsWith("/v3/"))
        .filter(path -> !path.getPatternString().startsWith("/.well-known/"))
        .filter(path -> !path.getPatternString().startsWith("/credentials/"))
        .collect(Collectors.toSet());
  }

  @Test
  void everyPageSpeaksEnglishToThoseWhoReadIt() {
    Set<PathPattern> pages = pages();
    Set<String> seen = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (String login :
        jdbc.sql("select login from security.account where login like 'demo-%' order by login")
            .query(String.class)
            .list()) {
      walk(person(login), pages, seen, faults);
    }
    assertThat(faults).isEmpty();
    Set<String> missed =
        pages.stream()
            .map(PathPattern::getPatternString)
            .collect(Collectors.toCollection(TreeSet::new));
    missed.removeAll(seen);
    missed.removeAll(ELSEWHERE);
    assertThat(missed).isEmpty();
  }

  @Test
  void aChoiceIsKeptAndCountsMoreThanWhatTheBrowserAsksFor() {
    Visitor visitor = new Visitor(port);
    HttpResponse<String> choosing =
        visitor.get("/login?language=en&error", "Accept", HTML, "Accept-Language", "fr");
    assertThat(choosing.statusCode()).isEqualTo(302);
    assertThat(choosing.headers().firstValue("Location")).contains("/login?error");
    assertThat(choosing.headers().firstValue("Set-Cookie").orElse(""))
        .contains("language=en", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=");

    HttpResponse<String> page =
        visitor.get("/login?error", "Accept", HTML, "Accept-Language", "fr");
    assertThat(page.body())
        .contains("<html lang=\"en\"", "Sign in", "href=\"/login?error&amp;language=fr\"");
    assertThat(visitor.get("/login?language=fr").statusCode()).isEqualTo(302);
    assertThat(visitor.get("/login", "Accept", HTML, "Accept-Language", "en").body())
        .contains("<html lang=\"fr\"");
  }

  @Test
  void whatIsRefusedIsRefusedInTheLanguageOfTheForm() {
    Visitor teacher = person("demo-teacher");
    assertThat(teacher.get("/?language=en", "Accept", HTML).statusCode()).isEqualTo(302);
    String form = "/students/" + student + "/needs";
    String key = Visitor.csrf(teacher.page(form).body());
    HttpResponse<String> refused =
        teacher.post(
            form,
            Map.of("_csrf", key, "area", "AUTONOMY", "diagnosedOn", "2199-01-01"),
            "Accept",
            HTML,
            "Accept-Language",
            "fr");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(frenchIn(refused.body())).isEmpty();
    assertThat(refused.body()).contains("must not be blank");
  }

  @Test
  void aLanguageThatIsNoneChangesNothing() {
    Visitor visitor = new Visitor(port);
    assertThat(visitor.get("/login?language=de", "Accept", HTML).body())
        .contains("<html lang=\"fr\"");
    assertThat(visitor.get("/login", "Accept", HTML, "Cookie", "language=xx").body())
        .contains("<html lang=\"fr\"");
    assertThat(visitor.get("//elsewhere.example/?language=en", "Accept", HTML).statusCode())
        .isEqualTo(400);
  }

  /** Follows the links of each page, but not those to a third page of one kind. */
  private void walk(
      Visitor visitor, Set<PathPattern> pages, Set<String> seen, List<String> faults) {
    Map<String, Integer> visits = new HashMap<>();
    Set<String> known = new HashSet<>();
    Deque<String> ahead = new ArrayDeque<>(List.of("/", "/login", "/not-there"));
    String session = "/sessions/" + aSession();
    Stream.of("", "/changes", "/held", "/cancellation", "/attendance-corrections")
        .forEach(form -> ahead.add(session + form));
    ahead.add("/supports/" + aSupport() + "/liaisons");
    while (!ahead.isEmpty()) {
      String address = ahead.removeFirst();
      String kind = kind(address, pages);
      if (visits.merge(kind, 1, Integer::sum) > OF_A_KIND) {
        continue;
      }
      HttpResponse<String> answer =
          visitor.get(address, "Accept", HTML, "Accept-Language", "en-GB,en;q=0.8,fr;q=0.2");
      if (answer.statusCode() == 302) {
        ahead.addFirst(answer.headers().firstValue("Location").orElseThrow());
        continue;
      }
      seen.add(kind);
      if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
        continue;
      }
      String page = answer.body();
      if (!page.contains("<html lang=\"en\"")) {
        faults.add(address + " is in another language");
      }
      frenchIn(page).forEach(text -> faults.add(kind + ": " + text));
      LINK.matcher(page)
          .results()
          .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
          .filter(link -> !link.contains("language=") && known.add(link))
          .forEach(ahead::addLast);
    }
  }

  /** One of demo-student’s; which ones are listed depends on the day. */
  private String aSession() {
    return jdbc.sql("select session from delivery.attendance where student = ? order by 1 limit 1")
        .param(student)
        .query(String.class)
        .single();
  }

  /** The latest in demo-teacher’s class; a walk sees two students, who may have none. */
  private String aSupport() {
    return jdbc.sql(
            """
            select e.payload ->> 'enrolment' from eventlog.event e
            join planning.membership m on m.student = (e.payload ->> 'student')::uuid
            where e.type = 'delivery.SupportEnrolled' and m.structure = '0990001X:D:1CAPPSR'
              and not exists (
                select 1 from eventlog.event_tag t
                join eventlog.event w on w.position = t.position
                where t.tag = 'record:' || (e.payload ->> 'enrolment')
                  and w.type like '%.RecordWithdrawn')
            order by e.position desc
            limit 1
            """)
        .query(String.class)
        .single();
  }

  private static String kind(String address, Set<PathPattern> pages) {
    PathContainer path = PathContainer.parsePath(address.replaceFirst("\\?.*", ""));
    return pages.stream()
        .filter(page -> page.matches(path))
        .min(PathPattern.SPECIFICITY_COMPARATOR)
        .map(PathPattern::getPatternString)
        .orElse(path.value());
  }
}
