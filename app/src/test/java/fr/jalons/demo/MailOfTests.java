package fr.jalons.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A real mail server, which a test turns on and off: without it, none is set. */
public final class MailOfTests {
  /** What links start with while there is a server. */
  public static final String SITE = "https://jalons.example.org";

  private static volatile @Nullable GreenMail server;
  private static volatile int port;

  private MailOfTests() {}

  static void in(DynamicPropertyRegistry properties) {
    properties.add("jalons.smtp.host", () -> port == 0 ? "" : "127.0.0.1");
    properties.add("jalons.smtp.port", () -> port == 0 ? 587 : port);
    properties.add("jalons.smtp.security", () -> "none");
    properties.add("jalons.smtp.from", () -> port == 0 ? "" : "jalons@example.org");
    properties.add("jalons.url", () -> port == 0 ? "" : SITE);
  }

  /** A server that takes everything. */
  public static GreenMail start() {
    GreenMail started =
        new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    started.start();
    port = started.getSmtp().getPort();
    server = started;
    return started;
  }

  /** It is down, and the installation goes on naming it. */
  public static void stop() {
    GreenMail running = server;
    if (running != null) {
      running.stop();
      server = null;
    }
  }

  /** The installation names no server any more. */
  public static void remove() {
    stop();
    port = 0;
  }
}
