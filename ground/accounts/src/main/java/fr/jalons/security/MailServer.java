package fr.jalons.security;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * The server that sends e-mail for the school, if the installation names one. Links open accounts:
 * they go to it encrypted unless the installation says otherwise.
 */
@Component
public class MailServer {
  private static final int PORT = 587;
  private static final int PER_MINUTE = 60;
  private static final int LONGEST_REASON = 200;
  private static final int LASTING = 500;
  private static final String PATIENCE = "10000";

  private final Environment settings;

  MailServer(Environment settings) {
    this.settings = settings;
    int port = port();
    if (port < 1 || perMinute() < 1) {
      throw new IllegalArgumentException("JALONS_SMTP_PORT and …_PER_MINUTE are above 0");
    }
    security();
    from();
  }

  /** How a connection is encrypted. */
  private enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  /** A message that the server did not take. */
  public static final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    private NotSent(String reason, boolean lasting) {
      super(reason);
      this.lasting = lasting;
    }

    /** Whether it is pointless to try again. */
    public boolean isLasting() {
      return lasting;
    }

    /** What the server said, without the address. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** The variables without which nothing is sent, and that are not set. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (text("jalons.smtp.host").isEmpty()) {
      missing.add("JALONS_SMTP_HOST");
    }
    if (text("jalons.smtp.from").isEmpty()) {
      missing.add("JALONS_SMTP_FROM");
    }
    if (text("jalons.url").isEmpty()) {
      missing.add("JALONS_URL");
    }
    return missing;
  }

  /** What every link starts with. */
  public String site() {
    return text("jalons.url").replaceAll("/+$", "");
  }

  int perMinute() {
    return settings.getProperty("jalons.smtp.per-minute", Integer.class, PER_MINUTE);
  }

  /** Why the server takes nothing at present; empty if it answers. */
  public Optional<String> problem() {
    try {
      sender().testConnection();
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(said(e, ""));
    }
  }

  /**
   * Sends one message.
   *
   * @throws NotSent if the server does not take it
   */
  public void send(String to, String subject, String text) throws NotSent {
    JavaMailSenderImpl sender = sender();
    MimeMessage message = sender.createMimeMessage();
    try {
      MimeMessageHelper parts = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
      parts.setFrom(from());
      parts.setTo(to);
      parts.setSubject(subject);
      parts.setText(text);
      // Answers of absent people would reach nobody.
      message.setHeader("Auto-Submitted", "auto-generated");
      sender.send(message);
    } catch (MessagingException e) {
      throw new NotSent(said(e, to), true);
    } catch (MailException e) {
      throw notSent(e, to);
    }
  }

  private static NotSent notSent(MailException e, String to) {
    Stream<Exception> causes =
        e instanceof MailSendException several
            ? Arrays.stream(several.getMessageExceptions())
            : Stream.of(e);
    Exception cause = causes.findFirst().orElse(e);
    for (Exception next = cause; next != null; next = following(next)) {
      int code =
          switch (next) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSenderFailedException refused -> refused.getReturnCode();
            case SMTPSendFailedException refused -> refused.getReturnCode();
            default -> 0;
          };
      if (code > 0) {
        return new NotSent(said(next, to), code >= LASTING);
      }
    }
    return new NotSent(said(cause, to), false);
  }

  private static @Nullable Exception following(Exception e) {
    return e instanceof MessagingException several ? several.getNextException() : null;
  }

  private static String said(Exception e, String to) {
    String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    String nameless = to.isEmpty() ? text : text.replace('<' + to + '>', "").replace(to, "…");
    return nameless.substring(0, Math.min(nameless.length(), LONGEST_REASON));
  }

  private JavaMailSenderImpl sender() {
    Security security = security();
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(text("jalons.smtp.host"));
    sender.setPort(port());
    Properties properties = sender.getJavaMailProperties();
    properties.setProperty("mail.smtp.connectiontimeout", PATIENCE);
    properties.setProperty("mail.smtp.timeout", PATIENCE);
    properties.setProperty("mail.smtp.writetimeout", PATIENCE);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty(
        "mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
    properties.setProperty(
        "mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == Security.TLS));
    if (!text("jalons.smtp.username").isEmpty()) {
      sender.setUsername(text("jalons.smtp.username"));
      sender.setPassword(settings.getProperty("jalons.smtp.password", ""));
      properties.setProperty("mail.smtp.auth", "true");
    }
    return sender;
  }

  private int port() {
    return settings.getProperty("jalons.smtp.port", Integer.class, PORT);
  }

  private Security security() {
    String word = text("jalons.smtp.security").toUpperCase(Locale.ROOT);
    return word.isEmpty() ? Security.STARTTLS : Security.valueOf(word);
  }

  private String from() {
    String from = text("jalons.smtp.from");
    try {
      if (!from.isEmpty()) {
        new InternetAddress(from, true);
      }
      return from;
    } catch (AddressException e) {
      throw new IllegalArgumentException("JALONS_SMTP_FROM is an e-mail address", e);
    }
  }

  private String text(String name) {
    return settings.getProperty(name, "").strip();
  }
}
