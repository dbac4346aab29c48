package fr.jalons.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A class is invited by letters, and who was invited comes in. */
class AccountLettersTest extends OnDemoSchool {
  private static final String PAGE = "/accounts/letters";
  private static final String CLASS = "0990001X:D:1CAPEPC";

  private static String shown(String people) {
    return PAGE + "?structure=" + CLASS + "&people=" + people;
  }

  private static HttpResponse<byte[]> print(Visitor who, String people, boolean again) {
    Map<String, String> form = new HashMap<>(Map.of("structure", CLASS, "people", people));
    form.put("_csrf", Visitor.csrf(who.page(shown(people)).body()));
    if (again) {
      form.put("again", "true");
    }
    return who.postForBytes(PAGE, form);
  }

  private record Printed(String text, String link) {}

  /** The sheets of a file, each with what a telephone reads in its picture. */
  private static List<Printed> sheets(HttpResponse<byte[]> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/pdf");
    List<Printed> sheets = new ArrayList<>();
    try (PDDocument file = Loader.loadPDF(answer.body())) {
      for (int number = 1; number <= file.getNumberOfPages(); number++) {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(number);
        text.setEndPage(number);
        sheets.add(new Printed(text.getText(file), picture(file.getPage(number - 1))));
      }
    }
    return sheets;
  }

  private static String picture(PDPage page) throws Exception {
    for (COSName name : page.getResources().getXObjectNames()) {
      if (page.getResources().getXObject(name) instanceof PDImageXObject image) {
        BufferedImage dots = image.getImage();
        int[] pixels =
            dots.getRGB(0, 0, dots.getWidth(), dots.getHeight(), null, 0, dots.getWidth());
        RGBLuminanceSource source =
            new RGBLuminanceSource(dots.getWidth(), dots.getHeight(), pixels);
        return new QRCodeReader()
            .decode(
                new BinaryBitmap(new HybridBinarizer(source)),
                Map.of(DecodeHintType.PURE_BARCODE, true))
            .getText();
      }
    }
    throw new AssertionError("no picture");
  }

  private static String login(Printed sheet) {
    return sheet.text().replaceFirst("(?s).*Identifiant : (\\S+).*", "$1");
  }

  @Test
  void everyoneOfAClassGetsALetterAndComesInByIt() throws Exception {
    Visitor admin = person("demo-admin");
    assertThat(admin.page(shown("STUDENTS")).body()).contains("sans compte");
    List<Printed> sheets = sheets(print(admin, "STUDENTS", false));
    int members =
        jdbc.sql(
                "select count(*)::int from planning.membership_on(current_date) where structure = ?")
            .param(CLASS)
            .query(Integer.class)
            .single();
    assertThat(sheets).hasSize(members);
    assertThat(new HashSet<>(sheets.stream().map(AccountLettersTest::login).toList()))
        .hasSize(members);
    assertThat(new HashSet<>(sheets.stream().map(Printed::link).toList())).hasSize(members);

    Printed first = sheets.getFirst();
    String path = first.link().substring(first.link().indexOf("/invitations/"));
    Visitor student = new Visitor(port);
    String password = "une phrase que personne ne devine";
    HttpResponse<String> chosen =
        student.post(
            path,
            Map.of(
                "_csrf", Visitor.csrf(student.page(path).body()),
                "password", password,
                "repeated", password));
    assertThat(chosen.statusCode()).isEqualTo(302);
    student.signIn(login(first), password);
    UUID person =
        jdbc.sql("select person from security.account where login = ?")
            .param(login(first))
            .query(UUID.class)
            .single();
    assertThat(student.page("/students/" + person).statusCode()).isEqualTo(200);
    assertThat(student.page("/students/" + this.student).statusCode()).isEqualTo(404);

    assertThat(admin.page(shown("STUDENTS")).body())
        .contains("compte ouvert", "invité, pas encore venu")
        .doesNotContain("sans compte");
    assertThat(print(admin, "STUDENTS", false).statusCode()).isEqualTo(302);
    List<Printed> again = sheets(print(admin, "STUDENTS", true));
    assertThat(again).hasSize(members - 1);
    assertThat(again.stream().map(Printed::link))
        .doesNotContainAnyElementsOf(sheets.stream().map(Printed::link).toList());
    String old = sheets.getLast().link();
    assertThat(new Visitor(port).page(old.substring(old.indexOf("/invitations/"))).statusCode())
        .isEqualTo(410);
  }

  @Test
  void guardiansAreToldOfWhichChild() throws Exception {
    List<Printed> sheets = sheets(print(person("demo-admin"), "GUARDIANS", false));
    assertThat(sheets).isNotEmpty();
    String child =
        jdbc.sql(
                """
                select s.first_name || ' ' || coalesce(s.usage_name, s.family_name)
                from security.account a join identity.guardianship g on g.guardian = a.person
                join identity.student s on s.id = g.student where a.login = ?
                """)
            .param(login(sheets.getFirst()))
            .query(String.class)
            .list()
            .getFirst();
    assertThat(sheets.getFirst().text()).contains(child);
  }

  @Test
  void othersInviteNobodyAndAnUnknownClassIsNotFound() {
    assertThat(person("demo-teacher").page(PAGE).statusCode()).isEqualTo(403);
    Visitor admin = person("demo-admin");
    assertThat(admin.page(PAGE + "?structure=0990001X:D:NOTHING&people=STUDENTS").statusCode())
        .isEqualTo(404);
    assertThat(admin.page(PAGE + "?structure=" + CLASS + "&people=CATS").statusCode())
        .isEqualTo(400);
  }
}
