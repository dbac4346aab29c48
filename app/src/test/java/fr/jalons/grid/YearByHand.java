package fr.jalons.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.evaluation.publications.AcknowledgeReading;
import fr.jalons.events.RecordId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.time.SchoolClock;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * Tells the year of {@code grid/year.txt} to the program: each line at its moment, as a call of the
 * API. All happens on one thread, which is told the time.
 */
final class YearByHand {
  static final String SCHOOL = "0990055H";
  static final List<String> SCOPES = List.of("1CUI", "2SER", "school");

  private static final LocalTime EVENING = LocalTime.of(18, 0);
  private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (.*)");
  private static final Pattern CALL = Pattern.compile("POST (\\S+) (\\{.*})((?: +S\\d+)+)");
  private static final Pattern READING = Pattern.compile("READ (#\\S+) (#\\S+) +(S\\d+)");
  private static final Pattern ASKED = Pattern.compile("LET (#\\S+) = (\\S+) = (\\S+)");
  private static final Pattern ROSTER = Pattern.compile("ROSTER (\\S+)");
  private static final Pattern NAME = Pattern.compile("#[a-z0-9-]+");

  private final MockMvc http;
  private final SchoolClock clock;
  private final RosterImports imports;
  private final Commands commands;
  private final ReadModels readModels;
  private final PostgresEventStorageEngine log;
  private final JdbcClient jdbc;
  private final String bearer;

  private final Map<String, String> known = new HashMap<>();
  private final Map<LocalDate, Map<String, String>> looks = new LinkedHashMap<>();
  private final Set<String> rows = new TreeSet<>();

  YearByHand(WebApplicationContext context, String bearer) {
    this.http =
        MockMvcBuilders.webAppContextSetup(context)
            .<DefaultMockMvcBuilder>addFilters(
                context.getBean("springSecurityFilterChain", Filter.class))
            .build();
    this.clock = context.getBean(SchoolClock.class);
    this.imports = context.getBean(RosterImports.class);
    this.commands = context.getBean(Commands.class);
    this.readModels = context.getBean(ReadModels.class);
    this.log = context.getBean(PostgresEventStorageEngine.class);
    this.jdbc = context.getBean(JdbcClient.class);
    this.bearer = bearer;
  }

  /** The rows of the grid that some line is for. */
  Set<String> rows() {
    return rows;
  }

  /** The evenings on which the year looks at its figures. */
  List<LocalDate> evenings() {
    return List.copyOf(looks.keySet());
  }

  /** What the API answered on an evening, when it was that evening. */
  String look(LocalDate evening, String scope) {
    return looks.getOrDefault(evening, Map.of()).getOrDefault(scope, "");
  }

  void tell() throws IOException {
    at(
        LocalDate.of(2020, 9, 1),
        () -> {
          imported("eleves-september.xml", "responsables.xml", "sts_emp_0990055H_2020.xml");
          identities();
        });
    LocalDate day = null;
    for (String line : lines("year.txt")) {
      Matcher begins = DAY.matcher(line);
      if (begins.matches()) {
        day = LocalDate.parse(begins.group(1));
        if (begins.group(2).equals("LOOK")) {
          LocalDate evening = day;
          at(evening, () -> looks.put(evening, figures("")));
        }
      } else {
        assertThat(day).as("no day before: %s", line).isNotNull();
        at(day, () -> tell(line));
      }
    }
  }

  /** What happens on an evening after the year, and what the API answers then. */
  String goesOn(LocalDate evening, List<String> lines, String path) {
    AtomicReference<String> answer = new AtomicReference<>("");
    at(
        evening,
        () -> {
          lines.forEach(this::tell);
          assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
          answer.set(got(named(path)));
        });
    return answer.get();
  }

  /** What somebody asks on that evening. */
  Map<String, String> asked(LocalDate evening, String more) {
    Map<String, String> answers = new HashMap<>();
    at(evening, () -> answers.putAll(figures(more)));
    return answers;
  }

  /** By scope. */
  private Map<String, String> figures(String more) {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
    Map<String, String> answers = new HashMap<>();
    for (String scope : SCOPES) {
      String where = scope.equals("school") ? "school=" + SCHOOL : "class=" + scope;
      answers.put(scope, got("/api/indicators?" + where + more));
    }
    return answers;
  }

  private void at(LocalDate day, Runnable work) {
    clock.at(day.atTime(EVENING).atZone(clock.getZone()).toInstant(), work);
  }

  private void tell(String line) {
    Matcher call = CALL.matcher(line);
    Matcher reading = READING.matcher(line);
    Matcher asked = ASKED.matcher(line);
    Matcher roster = ROSTER.matcher(line);
    if (call.matches()) {
      rows.addAll(List.of(call.group(3).strip().split(" +")));
      post(named(call.group(1)), named(call.group(2)));
    } else if (reading.matches()) {
      rows.add(reading.group(3));
      UUID reader = UUID.fromString(named(reading.group(2)));
      commands.sendAs(
          "user:" + reader,
          new AcknowledgeReading(
              new RecordId(new UUID(9, reader.getLeastSignificantBits())),
              new RecordId(UUID.fromString(named(reading.group(1)))),
              reader));
    } else if (asked.matches()) {
      assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
      known.put(asked.group(1), JsonPath.read(got(named(asked.group(2))), asked.group(3)));
    } else if (roster.matches()) {
      imported(roster.group(1));
    } else {
      throw new AssertionError("What is this? " + line);
    }
  }

  private void post(String path, String body) {
    MockHttpServletResponse answer =
        answer(
            MockMvcRequestBuilders.post(path)
                .header("Authorization", bearer)
                .contentType("application/json")
                .content(body));
    assertThat(answer.getStatus()).as("%s %s: %s", path, body, text(answer)).isBetween(200, 204);
  }

  private String got(String path) {
    MockHttpServletResponse answer =
        answer(
            MockMvcRequestBuilders.get(URI.create(path))
                .header("Authorization", bearer)
                .header("Accept-Language", "en"));
    assertThat(answer.getStatus()).as("%s: %s", path, text(answer)).isEqualTo(200);
    return text(answer);
  }

  private MockHttpServletResponse answer(RequestBuilder request) {
    try {
      return http.perform(request).andReturn().getResponse();
    } catch (Exception e) { // as declared by Spring
      throw new AssertionError(e);
    }
  }

  private static String text(MockHttpServletResponse answer) {
    return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private void imported(String... files) {
    List<RosterFile> roster = new ArrayList<>();
    for (String file : files) {
      roster.add(RosterFile.of(file, resource(file)));
    }
    imports.runAs("user:direction", roster);
  }

  /** Students, teachers and the first guardian, by their first names. */
  private void identities() {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
    for (String kind : List.of("students", "teachers")) {
      List<Map<String, String>> people =
          JsonPath.read(got("/api/" + kind + "?school=" + SCHOOL), "$");
      people.forEach(
          one -> known.put("#" + one.get("firstName").toLowerCase(Locale.ROOT), one.get("id")));
    }
    known.put(
        "#guardian",
        jdbc.sql("select id::text from identity.guardian where first_name = 'Gaston'")
            .query(String.class)
            .single());
  }

  /** A text in which names stand for what they name. */
  String named(String text) {
    return NAME.matcher(text).replaceAll(this::id);
  }

  private String id(MatchResult name) {
    return known.computeIfAbsent(
        name.group(),
        one -> UUID.nameUUIDFromBytes(one.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private static byte[] resource(String file) {
    try {
      return new ClassPathResource("grid/" + file).getContentAsByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Without comments and empty lines. */
  static List<String> lines(String file) {
    return new String(resource(file), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
