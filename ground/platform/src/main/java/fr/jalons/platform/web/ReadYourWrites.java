package fr.jalons.platform.web;

import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A GET with {@code Jalons-Position: n} is answered from read models that have reached n, or 503
 * after two seconds. Without the header it still waits a moment for what this node has appended
 * itself, so that a page opened right after a form shows what was entered.
 */
@Configuration(proxyBeanMethods = false)
class ReadYourWrites implements WebMvcConfigurer, HandlerInterceptor {
  private static final Duration AT_MOST = Duration.ofSeconds(2);
  private static final Duration A_MOMENT = Duration.ofMillis(500);

  /** As many as always fit a long. */
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private final ReadModels readModels;
  private final PostgresEventStorageEngine log;

  ReadYourWrites(ReadModels readModels, PostgresEventStorageEngine log) {
    this.readModels = readModels;
    this.log = log;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        // Neither files nor the ways in read what a command has written.
        .excludePathPatterns(
            "/actuator/**", "/webjars/**", "/css/**", "/login/**", "/invitations/**", "/error");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getMethod().equals("GET")) {
      String wanted = request.getHeader(Receipt.HEADER);
      if (wanted == null) {
        readModels.await(log.appended(), A_MOMENT);
      } else {
        requireReached(position(wanted));
      }
    }
    return true;
  }

  /** What the log itself has not reached is not waited for. */
  private void requireReached(long position) {
    boolean inLog = position <= log.appended() || position <= log.head();
    if (!inLog || !readModels.await(position, AT_MOST)) {
      throw new ReadModelBehind(position);
    }
  }

  private static long position(String text) {
    String digits = text.strip();
    if (!DIGITS.matcher(digits).matches()) {
      throw Refusal.invalid(Receipt.HEADER, "platform.bad-position");
    }
    return Long.parseLong(digits);
  }
}
