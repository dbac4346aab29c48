package fr.jalons.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, which .ci/run installs; Playwright's own download is not needed. */
final class Chromium implements AutoCloseable {
  /** How long a page may take to say what is expected: a busy machine is no fault. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser = playwright.chromium().launch(options());

  Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
  }

  Browser browser() {
    return browser;
  }

  /**
   * A page of a visitor of its own, who reads French. It does not glide when it scrolls: a button
   * that glides away between press and release is not clicked.
   */
  Page page() {
    return browser
        .newContext(
            new Browser.NewContextOptions()
                .setLocale("fr-FR")
                .setReducedMotion(ReducedMotion.REDUCE))
        .newPage();
  }

  private static BrowserType.LaunchOptions options() {
    Path executable =
        List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("The page tests need Chromium."));
    return new BrowserType.LaunchOptions()
        .setExecutablePath(executable)
        .setArgs(
            List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
