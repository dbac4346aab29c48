package fr.jalons.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator sees what an import would change before it is done. */
class RosterPageTest extends OnDemoSchool {
  private Visitor administrator = new Visitor(0);
  private int year;

  @BeforeEach
  void signIn() {
    administrator = person("demo-admin");
    year = jdbc.sql("select max(year) from planning.structure").query(Integer.class).single();
  }

  @Test
  void thePageAsksForFilesAndCannotImportYet() {
    assertThat(administrator.page("/rosters").body())
        .contains("type=\"file\"", "Vérifier")
        .doesNotContain(">Importer</button>");
    assertThat(person("demo-teacher").page("/rosters").statusCode()).isEqualTo(403);
  }

  @Test
  void whatWouldChangeIsShownWithWhatHasToBeConfirmed() {
    long head = head();

    HttpResponse<String> page = send(Map.of(), file("DUPRÉ", "01/02/2010"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Ce que l’import changerait", "DUPRÉ", ">Importer</button>")
        .contains("value=\"leaving\"", "Partent, ou perdent leur classe");
    assertThat(head()).isEqualTo(head);
  }

  @Test
  void whatIsNotConfirmedIsNotImported() {
    long head = head();

    HttpResponse<String> page = send(Map.of("dryRun", "false"), file("DUPRÉ", "01/02/2010"));

    assertThat(page.body())
        .contains("Rien n’est importé.", "value=\"leaving\"", ">Importer</button>");
    assertThat(head()).isEqualTo(head);
  }

  @Test
  void faultsAreShownWithFileAndLine() {
    assertThat(send(Map.of(), file("DUPRÉ", "31/02/2010")).body())
        .contains("eleves.xml, ligne ", "Cette date n’existe pas")
        .doesNotContain(">Importer</button>");
    assertThat(send(Map.of("confirm", "nonsense"), file("DUPRÉ", "01/02/2010")).body())
        .contains("Ce mot ne confirme rien.");
  }

  @Test
  void theColumnsOfAListAreShownAndCanBePicked() {
    String list = "Élève;Prénom;Né le;Classe\nDUPRÉ;Zoé;01/02/2010;1LISTE\n";
    Map<String, String> fields = Map.of("school", "0990001x", "year", Integer.toString(year));
    Map<String, String> picked = new TreeMap<>(fields);
    picked.put("columns", "lastName=Élève");
    long head = head();

    assertThat(send(fields, "liste.csv", list).body())
        .contains("Aucune colonne n’est celle des noms de famille", "lastName=Élève", "Prénom")
        .doesNotContain(">Importer</button>");
    assertThat(send(picked, "liste.csv", list).body())
        .contains("DUPRÉ Zoé, 1LISTE", "value=\"leaving\"", ">Importer</button>");
    assertThat(send(Map.of("school", "lycée"), "liste.csv", list).body())
        .contains("n’est pas un code UAI");
    assertThat(head()).isEqualTo(head);
  }

  @Test
  void aConflictIsResolvedOnThePageOnce() {
    UUID conflict = conflict();
    List<UUID> students = inConflict();

    String page = administrator.page("/rosters").body();
    assertThat(page)
        .contains("Qui est qui ?", "Ligne 6 : DOUTE Alix", "Quelqu’un de nouveau")
        .contains("<option value=\"" + students.getFirst() + "\"");
    HttpResponse<String> saved = resolve(conflict, students);

    assertThat(saved.statusCode()).isEqualTo(302);
    assertThat(administrator.page("/rosters").body())
        .contains("C’est enregistré.")
        .doesNotContain("Qui est qui ?");
    assertThat(resolve(conflict, students).body()).contains("Quelqu’un en a déjà décidé.");
    assertThat(inConflict()).isEqualTo(students);
  }

  @Test
  void whatIsWrongStandsBesideTheLineAndTheRestIsKept() {
    UUID conflict = conflict();
    UUID one = inConflict().getFirst();
    long head = head();

    String twice = resolve(conflict, List.of(one, one)).body();
    assertThat(twice)
        .contains(conflict + "-1-fault\">Cet élève est déjà choisi pour une autre ligne.")
        .doesNotContain(conflict + "-0-fault\">");
    assertThat(twice.split("selected=\"selected\"", -1)).hasSize(3);
    assertThat(resolve(conflict, List.of(one)).body())
        .contains(conflict + "-1-fault\">Choisissez l’élève");
    assertThat(administrator.get("/rosters", "Accept", "text/html", "Accept-Language", "en").body())
        .contains("Who is who?", "Somebody new");
    assertThat(head()).isEqualTo(head);
    jdbc.sql("delete from identity.conflict where id = ?").param(conflict).update();
  }

  /** Two students whose lines some file has exchanged. */
  private UUID conflict() {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into identity.conflict (id, school, lines, students, resolved)
            select ?, '0990001X', json_agg(json_build_object('line', 6, 'eleveId', external_id,
              'ine', ine, 'lastName', 'DOUTE', 'firstName', 'Alix', 'birthDate', '2010-02-01',
              'class', '1CAPPSR') order by external_id), array_agg(id order by external_id), false
            from (select * from identity.student where school = '0990001X'
              and external_id is not null order by external_id limit 2) s
            """)
        .param(id)
        .update();
    return id;
  }

  private List<UUID> inConflict() {
    return jdbc.sql(
            """
            select id from identity.student where school = '0990001X' and external_id is not null
            order by external_id limit 2
            """)
        .query(UUID.class)
        .list();
  }

  private HttpResponse<String> resolve(UUID conflict, List<UUID> students) {
    List<String> numbers =
        jdbc.sql(
                """
                select external_id from identity.student where school = '0990001X'
                and external_id is not null order by external_id limit 2
                """)
            .query(String.class)
            .list();
    String form = "_csrf=" + Visitor.csrf(administrator.page("/rosters").body());
    for (int index = 0; index < students.size(); index++) {
      form += "&number=" + numbers.get(index) + "&student=" + students.get(index);
    }
    return administrator.send(
        "POST",
        "/rosters/conflicts/" + conflict,
        "application/x-www-form-urlencoded",
        form,
        "Accept",
        "text/html");
  }

  private long head() {
    return jdbc.sql("select max(position) from eventlog.event where type like 'planning.%'")
        .query(Long.class)
        .single();
  }

  private String file(String name, String birthDate) {
    return """
        <BEE_ELEVES><PARAMETRES><UAJ>0990001X</UAJ><ANNEE_SCOLAIRE>%d</ANNEE_SCOLAIRE></PARAMETRES>
        <DONNEES><ELEVES><ELEVE ELEVE_ID="x1"><NOM_DE_FAMILLE>%s</NOM_DE_FAMILLE><PRENOM>Zoé</PRENOM>
        <DATE_NAISS>%s</DATE_NAISS></ELEVE></ELEVES></DONNEES></BEE_ELEVES>
        """
        .formatted(year, name, birthDate);
  }

  private HttpResponse<String> send(Map<String, String> fields, String file) {
    return send(fields, "eleves.xml", file);
  }

  private HttpResponse<String> send(Map<String, String> fields, String name, String file) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("_csrf", Visitor.csrf(administrator.page("/rosters").body()));
    StringBuilder body = new StringBuilder();
    all.forEach(
        (field, value) ->
            body.append("--x\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n")
                .append(value + "\r\n"));
    body.append(
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n"
                .formatted(name))
        .append("\r\n" + file + "\r\n--x--\r\n");
    return administrator.send(
        "POST",
        "/rosters",
        "multipart/form-data; boundary=x",
        body.toString(),
        "Accept",
        "text/html");
  }
}
