package fr.jalons.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
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

  private long head() {
    return jdbc.sql("select max(position) from eventlog.event").query(Long.class).single();
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
    Map<String, String> all = new TreeMap<>(fields);
    all.put("_csrf", Visitor.csrf(administrator.page("/rosters").body()));
    StringBuilder body = new StringBuilder();
    all.forEach(
        (name, value) ->
            body.append("--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                .append(value + "\r\n"));
    body.append(
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"eleves.xml\"\r\n")
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
