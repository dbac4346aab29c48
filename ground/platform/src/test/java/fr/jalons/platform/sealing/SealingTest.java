package fr.jalons.platform.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.jalons.marks.PersonalText;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
  private static final UUID KIM = UUID.randomUUID();
  private static final UUID LOU = UUID.randomUUID();

  @TempDir Path data;

  private final KeyDatabase database = KeyDatabase.at(TestDatabase.createUrl(), null, null);
  private SubjectKeys keys;
  private Sealing sealing;
  private EventJson json;

  /** As events are. */
  public record Noted(
      UUID student,
      @Nullable UUID respondent,
      @PersonalText(of = {"respondent", "student"}) String remark,
      @PersonalText(of = "student") @Nullable String source,
      @PersonalText(of = "student", unless = "[1-5]") Map<String, String> answers,
      String topic) {}

  @BeforeEach
  void open() {
    SealingWiring.KeyRing ring = SealingWiring.KeyRing.of(database, data.resolve("master.key"));
    keys = ring.keys();
    sealing = ring.sealing();
    json = new EventJson(sealing);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static SubjectId student(UUID id) {
    return new SubjectId(SubjectKind.STUDENT, id);
  }

  private static Noted noted(UUID student, @Nullable UUID teacher) {
    return new Noted(
        student,
        teacher,
        "a \"difficult\" time – été",
        null,
        Map.of("q1", "3", "q2", "I am afraid"),
        "autonomy");
  }

  @Test
  void whatIsWrittenHoldsNoTextAboutAnybodyAndIsReadAsItWas() {
    String written = json.write(noted(KIM, null));

    assertThat(written)
        .doesNotContain("difficult", "afraid")
        .contains("sealed:2:student:" + KIM + ":remark:", "sealed:2:student:" + KIM + ":answers:")
        .contains("\"q1\":\"3\"", "\"topic\":\"autonomy\"");
    assertThat(json.read(written, Noted.class)).isEqualTo(noted(KIM, null));
  }

  /** As minutes are. */
  public record Decided(UUID student, @PersonalText(of = "student") List<String> decisions) {}

  @Test
  void eachTextOfAListIsSealedAndOpened() {
    Decided decided = new Decided(KIM, List.of("call home", "meet again"));
    String written = json.write(decided);

    assertThat(written).doesNotContain("home", "again").contains("[\"sealed:2:student:" + KIM);
    assertThat(json.read(written, Decided.class)).isEqualTo(decided);
    assertThat(json.opened(written, Decided.class)).contains("[\"call home\",\"meet again\"]");
  }

  @Test
  void theSubjectIsTheFirstThatIsThere() {
    assertThat(json.write(noted(KIM, LOU))).contains("sealed:2:respondent:" + LOU + ":remark:");
  }

  @Test
  void whatWasStoredBeforeIsReadAsItIs() {
    assertThat(
            json.read("{\"student\":\"" + KIM + "\",\"remark\":\"plain\"}", Noted.class).remark())
        .isEqualTo("plain");
    assertThat(sealing.open(student(KIM), "remark", "sealed:1:not-a-token"))
        .isEqualTo("sealed:1:not-a-token");
  }

  @Test
  void aTextThatLooksSealedIsSealedAllTheSame() {
    String token = json.write(noted(KIM, null)).replaceAll(".*\"remark\":\"([^\"]+)\".*", "$1");
    Noted sly = new Noted(LOU, null, token, null, Map.of(), "");

    assertThat(json.read(json.write(sly), Noted.class).remark()).isEqualTo(token);
  }

  @Test
  void aSealedTextOpensNeitherAsAnothersNorAsAnotherFieldNorAsAnotherKind() {
    String token = json.write(noted(KIM, null)).replaceAll(".*\"remark\":\"([^\"]+)\".*", "$1");
    json.write(noted(LOU, null));

    assertThat(sealing.open(student(KIM), "remark", token)).isEqualTo("a \"difficult\" time – été");
    assertThat(sealing.open(student(KIM), "source", token)).isEqualTo(token);
    assertThat(sealing.open(student(LOU), "remark", token)).isEqualTo(token);
    SubjectId session = new SubjectId(SubjectKind.SESSION, KIM);
    assertThat(sealing.open(session, "remark", token)).isEqualTo(token);
    String forged = token.replace(":student:", ":session:");
    assertThat(sealing.open(session, "remark", forged)).isEqualTo("illisible");
    String source = token.replace(":remark:", ":source:");
    assertThat(sealing.open(student(KIM), "source", source)).isEqualTo("illisible");
  }

  @Test
  void whereSubjectsOfSomeKindsMayStandTextsOfNoOtherOpen() {
    String token = sealing.seal(student(KIM), "answers", "yes");

    assertThat(sealing.open(Set.of(SubjectKind.STUDENT), "answers", token)).isEqualTo("yes");
    assertThat(sealing.open(Set.of(SubjectKind.SURVEY), "answers", token)).isEqualTo(token);
    assertThat(sealing.open(Set.of(SubjectKind.STUDENT), "remark", token)).isEqualTo(token);
  }

  @Test
  void aSealedTextInAComponentThatIsNotMarkedIsLeftAsItIs() {
    String token = json.write(noted(KIM, null)).replaceAll(".*\"remark\":\"([^\"]+)\".*", "$1");
    String written = json.write(new Noted(KIM, null, "x", null, Map.of(), token));

    assertThat(json.read(written, Noted.class).topic()).isEqualTo(token);
    assertThat(json.opened(written, Noted.class)).contains("\"topic\":\"" + token + "\"");
  }

  @Test
  void anIdThatNamesAKeyIsOfItsKindForEver() {
    sealing.seal(student(KIM), "remark", "text");

    assertThatThrownBy(() -> sealing.seal(new SubjectId(SubjectKind.SESSION, KIM), "title", "x"))
        .isInstanceOf(Refusal.class)
        .hasMessage("platform.id-of-another-kind");
    keys.destroy(SubjectKind.SESSION, List.of(KIM));
    assertThat(sealing.seal(student(KIM), "remark", "more")).startsWith("sealed:2:student:");

    keys.destroy(SubjectKind.STUDENT, List.of(KIM));
    assertThatThrownBy(() -> sealing.seal(new SubjectId(SubjectKind.SESSION, KIM), "title", "x"))
        .hasMessage("platform.id-of-another-kind");
  }

  @Test
  void projectionsSeeAndWriteTheStoredTextItself() {
    String written = json.write(noted(KIM, null));
    EventJson asStored = json.asStored();

    assertThat(asStored.write(asStored.read(written, Noted.class))).isEqualTo(written);
  }

  @Test
  void aPayloadIsShownWithItsTextsOpened() {
    String written = json.write(noted(KIM, null));

    assertThat(json.opened(written, Noted.class))
        .isEqualTo(json.asStored().write(noted(KIM, null)));
  }

  @Test
  void aDestroyedKeyErasesTheTextsOfItsSubjectAndNoOthers() {
    String about = json.write(noted(KIM, null));
    String other = json.write(noted(LOU, null));

    keys.destroy(SubjectKind.STUDENT, List.of(KIM));

    assertThat(json.read(about, Noted.class).remark()).isEqualTo("effacé");
    assertThat(json.read(about, Noted.class).answers())
        .containsEntry("q1", "3")
        .containsEntry("q2", "effacé");
    assertThat(json.read(other, Noted.class).remark()).startsWith("a \"difficult\"");
  }

  @Test
  void nothingMoreIsWrittenAboutOneWhoseKeyIsDestroyedEvenIfThereNeverWasOne() {
    keys.destroy(SubjectKind.STUDENT, List.of(KIM));

    assertThatThrownBy(() -> json.write(noted(KIM, null)))
        .isInstanceOf(Refusal.class)
        .hasMessage("platform.subject-erased");
  }

  @Test
  void anotherNodeWithTheSameMasterKeyReadsTheSameTexts() {
    String written = json.write(noted(KIM, null));
    EventJson other =
        new EventJson(SealingWiring.KeyRing.of(database, data.resolve("master.key")).sealing());

    assertThat(other.read(written, Noted.class)).isEqualTo(noted(KIM, null));
  }

  @Test
  void anotherNodeThatHasReadATextForgetsItsKeyWithinSeconds() throws Exception {
    String written = json.write(noted(KIM, null));
    EventJson other =
        new EventJson(SealingWiring.KeyRing.of(database, data.resolve("master.key")).sealing());
    assertThat(other.read(written, Noted.class).remark()).startsWith("a \"difficult\"");

    keys.destroy(SubjectKind.STUDENT, List.of(KIM));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> other.read(written, Noted.class).remark(), "effacé"::equals);
  }

  @Test
  void theStoreOfKeysHoldsNeitherTextsNorBareKeys() {
    json.write(noted(KIM, null));

    byte[] wrapped =
        database
            .jdbc()
            .sql("select wrapped from keys.subject_key where subject = ?")
            .param(KIM)
            .query(byte[].class)
            .single();
    assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("AesGcmKey");
  }

  @Test
  void fingerprintsAreTheSameForTheSameTextAndDifferBetweenInstallations() {
    try (KeyDatabase elsewhere = KeyDatabase.at(TestDatabase.createUrl(), null, null)) {
      Sealing here = SealingWiring.KeyRing.of(database, data.resolve("master.key")).sealing();
      Sealing there = SealingWiring.KeyRing.of(elsewhere, data.resolve("other.key")).sealing();

      assertThat(here.fingerprint("x")).matches("[0-9a-f]{64}").isEqualTo(here.fingerprint("x"));
      assertThat(there.fingerprint("x")).isNotEqualTo(here.fingerprint("x"));
    }
  }
}
