package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.events.EventTypes;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.AspectProjection;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Fold;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Part;
import fr.jalons.platform.aspects.Refolding;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.readmodels.RebuildLock;
import fr.jalons.security.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.core.convert.ConversionService;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/** What holds for every aspect there is. */
class AspectsTest extends OnDemoSchool {
  private static final int PAGE = 2_000;

  @Autowired Folds folds;
  @Autowired AspectReader reader;
  @Autowired Refolding refolding;
  @Autowired RebuildLock lock;
  @Autowired PostgresEventStorageEngine log;
  @Autowired ReadModels readModels;
  @Autowired EventJson json;
  @Autowired SpringTemplateEngine templates;
  @Autowired MessageSource words;
  @Autowired ApplicationContext context;

  @Autowired
  @Qualifier("mvcConversionService")
  ConversionService conversions;

  @BeforeEach
  void everythingIsRead() {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
  }

  private FoldedAspects wholeLog() {
    FoldedAspects folded = new FoldedAspects(folds);
    long head = log.head();
    for (long position = 0; position < head; position += PAGE) {
      for (EventMessage event : log.events(position, Math.min(head, position + PAGE))) {
        String type = event.type().qualifiedName().fullName();
        folded.evolve(
            Objects.requireNonNull(event.payloadAs(EventTypes.named(type), json.asStored())));
      }
    }
    return folded;
  }

  @Test
  void theRowsAreTheFoldOfTheLogAndStatesSurviveJson() {
    FoldedAspects folded = wholeLog();
    List<String> unseen = new ArrayList<>();
    for (Fold fold : folds.all()) {
      List<String> subjects =
          jdbc.sql("select distinct subject from followup.aspect where aspect = ?")
              .param(fold.name())
              .query((row, number) -> row.getString(1))
              .list();
      if (subjects.isEmpty()) {
        unseen.add(fold.name());
      }
      Map<String, Aspects> rows = reader.sealed(subjects, List.of(fold.type()));
      for (String subject : folded.subjects()) {
        Map<String, ?> expected = folded.of(subject).byEntry(fold.type());
        Aspects found = rows.get(subject);
        Map<String, ?> kept = found == null ? Map.of() : found.byEntry(fold.type());
        assertThat(kept).as(fold.name() + " of " + subject).isEqualTo(expected);
        assertThat(List.copyOf(kept.keySet())).isEqualTo(List.copyOf(expected.keySet()));
      }
    }
    assertThat(unseen).as("what the demonstration does not tell").isSubsetOf("leftOn");
  }

  @Test
  void everySectionRendersForASubjectOfWhichNothingIsKnown() {
    for (String tag : List.of(Tags.STUDENT, Tags.STRUCTURE, Tags.SCHOOL, Tags.TEACHER)) {
      for (Part part : folds.nobody().parts(tag)) {
        assertThat(rendered(part)).as(part.name()).contains("<section").doesNotContain("??");
      }
    }
  }

  /** On the page of a student or a school, and on paper; other subjects have no sections yet. */
  @Test
  void everySectionRendersForSubjectsThatHaveSomethingToShow() {
    assertThat(folds.shown(Tags.STUDENT)).hasSizeGreaterThan(7);
    for (String tag : List.of(Tags.STRUCTURE, Tags.TEACHER)) {
      assertThat(folds.shown(tag)).as("add its page here").isEmpty();
    }
    render(Tags.STUDENT, (shown, subject) -> "/students/" + subject + "?");
    render(Tags.SCHOOL, (shown, subject) -> shown.page() + "?school=" + subject + "&");
  }

  private void render(String tag, BiFunction<Shown, String, String> addresses) {
    folds
        .shown(tag)
        .forEach(
            (fold, shown) -> {
              jdbc.sql(
                      "select subject from followup.aspect where aspect = ? order by subject limit 1")
                  .param(fold.name())
                  .query((row, number) -> row.getString(1))
                  .optional()
                  .ifPresent(
                      subject -> {
                        String address = addresses.apply(shown, subject);
                        for (String language : List.of("fr", "en")) {
                          assertThat(
                                  new Visitor(port)
                                      .get(
                                          address,
                                          "Authorization",
                                          bearer,
                                          "Accept",
                                          "text/html",
                                          "Accept-Language",
                                          language)
                                      .body())
                              .as(fold.name())
                              .contains("<html lang=\"%s\"".formatted(language), "<section")
                              .doesNotContain("??");
                        }
                        assertThat(get(address + "print=true").body()).startsWith("%PDF-");
                      });
            });
  }

  private String rendered(Part part) {
    Context model = new Context(Locale.FRENCH, Map.of("sections", Map.of("plan", List.of(part))));
    model.setVariable(
        ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
        new ThymeleafEvaluationContext(context, conversions));
    return templates.process("followup/sections", model);
  }

  @Test
  void everyFigureHasANameInBothLanguages() {
    Aspects everything = reader.opened(List.of(student), Tags.STUDENT).get(student.toString());
    assertThat(everything).isNotNull();
    List<Figure> figures =
        everything.parts(Tags.STUDENT).stream().flatMap(part -> part.figures().stream()).toList();
    assertThat(figures).extracting(Figure::key).doesNotHaveDuplicates().isNotEmpty();
    for (Figure figure : figures) {
      for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
        assertThat(words.getMessage("figure." + figure.key(), null, language)).isNotBlank();
      }
    }
  }

  @Test
  void anAspectOfAnotherVersionIsFoldedAgainAndThePageSaysSoMeanwhile() throws Exception {
    List<Map<String, Object>> before = rows();
    lock.holding(
        AspectProjection.NAME,
        () -> {
          jdbc.sql("update followup.fold set version = 0 where aspect = 'needs'").update();
          jdbc.sql("update followup.aspect set state = '{}' where aspect = 'needs'").update();
          assertThat(refolding.unfinished()).containsExactly("needs");
          assertThat(person("demo-teacher").get("/students/" + student).body())
              .contains("Mise à jour en cours");
        });
    await().atMost(Duration.ofSeconds(60)).until(() -> refolding.unfinished().isEmpty());
    assertThat(rows()).isEqualTo(before);
    assertThat(person("demo-teacher").get("/students/" + student).body())
        .doesNotContain("Mise à jour en cours");
  }

  private List<Map<String, Object>> rows() {
    return jdbc.sql(
            """
            select subject, entry, kind, part, student, since, position, state::text as state
            from followup.aspect where aspect = 'needs' order by subject, entry
            """)
        .query()
        .listOfRows();
  }
}
