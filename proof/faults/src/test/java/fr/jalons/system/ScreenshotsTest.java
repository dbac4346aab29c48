package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import fr.jalons.faults.JalonsProcess;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pictures of the README are of pages that still work. To take them anew, run this test with
 * {@code -Djalons.docs=write}.
 */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
class ScreenshotsTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Path PICTURES = ROOT.resolve("docs/screenshots");

  private static final int COLOURS = 256;

  /** A reader waits for ten of them. */
  private static final int LARGEST = 150_000;

  private static final String FIRST = "tbody th a";
  private static final String DRAWN = "main details:has(svg) > summary";
  private static final String CAMPAIGN = "main a[href^='/self-assessments/']:not([href$='/new'])";

  private static final Locator.GetByTextOptions EXACTLY =
      new Locator.GetByTextOptions().setExact(true);

  private static JalonsProcess jalons;
  private static Chromium chromium;
  private static String council = "";

  /**
   * What is shown to whom, where they begin, what they press from there, and what then stands at
   * the top; the page itself if that is empty.
   */
  enum Picture {
    STUDENT("demo-lead", Device.DESK, "/classes/1CAPPSR", "main details:has(svg)", FIRST, DRAWN),
    GUARDIAN("demo-guardian", Device.TELEPHONE, "/", "main h2", "main a[href^='/students/']"),
    CLASS("demo-lead", Device.DESK, "/classes/1CAPPSR", "#students"),
    ROLL("demo-teacher", Device.TELEPHONE, "/day", "", "main a[href$='/held']"),
    MEETING("demo-lead", Device.DESK, "/sittings/{council}", "", "main a[rel=next]"),
    SCHOOL("demo-head", Device.DESK, "/school", "main .table-responsive"),
    ALERTS("demo-coordinator", Device.DESK, "/alerts", ""),
    GRID("demo-coordinator", Device.DESK, "/self-assessments", "main section h2", CAMPAIGN),
    PLAN("demo-head", Device.DARK_DESK, "/plan", "main h2"),
    AUDIT(
        "demo-auditor",
        Device.DESK,
        "/audit",
        "main svg.time-bar",
        "tbody a[href*='1CAPPSR']",
        "main details:has(a[href^='/audit/students/']) > summary",
        "main details a[href^='/audit/students/']");

    private final String login;
    private final Device device;
    private final String start;
    private final String top;
    private final List<String> pressed;

    Picture(String login, Device device, String start, String top, String... pressed) {
      this.login = login;
      this.device = device;
      this.start = start;
      this.top = top;
      this.pressed = List.of(pressed);
    }

    Path file() {
      return PICTURES.resolve(name().toLowerCase(Locale.ROOT) + ".png");
    }
  }

  /** In CSS pixels, which are pixels of the picture. */
  enum Device {
    DESK(1200, 740, ColorScheme.LIGHT),
    DARK_DESK(1200, 740, ColorScheme.DARK),
    TELEPHONE(390, 760, ColorScheme.LIGHT);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Device(int width, int height, ColorScheme scheme) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
    }

    Browser.NewContextOptions options() {
      return new Browser.NewContextOptions()
          .setLocale("fr-FR")
          .setViewportSize(width, height)
          .setDeviceScaleFactor(1)
          .setColorScheme(scheme)
          .setReducedMotion(ReducedMotion.REDUCE);
    }
  }

  @BeforeAll
  static void start(JalonsProcess site) throws IOException {
    jalons = site;
    chromium = new Chromium();
    session();
    council = council();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  /**
   * A session of today that has begun and whose roll is still to be taken: the demonstration has
   * one on some days.
   */
  private static void session() throws IOException {
    boolean early = LocalTime.now(ZoneId.of("Europe/Paris")).getHour() < 8;
    jalons
        .post(
            "/api/sessions",
            Map.of(
                "title",
                "Préparer son cartable",
                "audience",
                Map.of("class", "1CAPPSR"),
                "start",
                today() + (early ? "T00:00" : "T08:00"),
                "minutes",
                55,
                "natures",
                List.of("AUTONOMY")))
        .expect(201);
  }

  private static String council() throws IOException {
    return jalons
        .post(
            "/api/meetings",
            Map.of(
                "scope",
                Map.of("class", "1CAPPSR"),
                "body",
                "CLASS_COUNCIL",
                "heldOn",
                today(),
                "minutes",
                90,
                "others",
                6))
        .expect(201)
        .json()
        .get("id")
        .asString();
  }

  private static String today() {
    return LocalDate.now(ZoneId.of("Europe/Paris")).toString();
  }

  @ParameterizedTest
  @EnumSource
  void itsPageIsShownWithoutAnError(Picture picture) throws IOException {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext visitor = chromium.browser().newContext(picture.device.options())) {
      Page page = visitor.newPage();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      signIn(page, picture);
      for (String link : picture.pressed) {
        page.locator(link).first().click();
      }
      if (picture == Picture.ROLL) {
        someAreAbsent(page);
      }
      page.waitForLoadState(LoadState.NETWORKIDLE);
      if (!picture.top.isEmpty()) {
        page.locator(picture.top)
            .first()
            .evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 12)");
      }
      assertThat(page.locator("h1").first()).isVisible();
      assertThat(complaints).isEmpty();
      if ("write".equals(System.getProperty("jalons.docs"))) {
        Files.createDirectories(PICTURES);
        Files.write(picture.file(), inFewColours(page.screenshot()));
      }
    }
    assertThat(picture.file()).isRegularFile();
    assertThat(Files.size(picture.file())).isLessThanOrEqualTo(LARGEST);
  }

  /** With the colours that it has most of, and of the others the nearest: half as large. */
  private static byte[] inFewColours(byte[] png) throws IOException {
    BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
    int width = full.getWidth();
    int[] all = full.getRGB(0, 0, width, full.getHeight(), null, 0, width);
    int[] few =
        Arrays.stream(all)
            .map(ScreenshotsTest::coarse)
            .boxed()
            .collect(Collectors.groupingBy(colour -> colour, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
            .limit(COLOURS)
            .mapToInt(Map.Entry::getKey)
            .toArray();
    BufferedImage drawn =
        new BufferedImage(
            width,
            full.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, few.length, few, 0, false, -1, DataBuffer.TYPE_BYTE));
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int i = 0; i < all.length; i++) {
      int place = nearest.computeIfAbsent(all[i], colour -> nearest(colour, few));
      drawn.getRaster().setSample(i % width, i / width, 0, place);
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ImageIO.write(drawn, "png", written);
    return written.toByteArray();
  }

  /** Shades that nobody tells apart are one colour, or they would push rare ones out. */
  private static int coarse(int colour) {
    return part(colour, 16) * 255 / 31 << 16
        | part(colour, 8) * 255 / 31 << 8
        | part(colour, 0) * 255 / 31;
  }

  private static int part(int colour, int shift) {
    return (colour >> shift & 0xff) >> 3;
  }

  private static int nearest(int colour, int[] few) {
    return IntStream.range(0, few.length)
        .boxed()
        .min(Comparator.comparingInt(place -> distance(colour, few[place])))
        .orElseThrow();
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int apart = (one >> shift & 0xff) - (other >> shift & 0xff);
      sum += apart * apart;
    }
    return sum;
  }

  private static void signIn(Page page, Picture picture) {
    page.navigate(jalons.address(picture.start.replace("{council}", council)));
    page.locator("#username").fill(picture.login);
    page.locator("#password").fill("demo");
    page.locator("main button[type=submit]").first().click();
  }

  private static void someAreAbsent(Page page) {
    Locator lines = page.locator("[data-roll=line]");
    lines.nth(1).getByText("Absent", EXACTLY).click();
    lines.nth(2).getByText("Retard", EXACTLY).click();
    lines.nth(2).locator("input[name$='.minutes']").fill("40");
  }

  @Test
  void theReadmeShowsAllOfThemAndNoOthers() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    for (Picture picture : Picture.values()) {
      assertThat(readme)
          .containsPattern(
              "!\\[[^\\]]{20,}\\]\\(docs/screenshots/" + picture.file().getFileName() + "\\)");
    }
    try (Stream<Path> files = Files.list(PICTURES)) {
      assertThat(files).hasSameSizeAs(Picture.values());
    }
  }
}
