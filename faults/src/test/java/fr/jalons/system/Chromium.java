package fr.jalons.system;

import com.microsoft.playwright.BrowserType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's Chromium, which .ci/run installs; Playwright's own download is not needed. */
final class Chromium {
  private Chromium() {}

  static BrowserType.LaunchOptions options() {
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
}
