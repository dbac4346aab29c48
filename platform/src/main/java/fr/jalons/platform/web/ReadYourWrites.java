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
 * after two seconds. A position that the log has not reached is no answer of ours: 400. Without the header it still waits a moment for what this node has appended
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
      long position = wanted == null ? log.appended() : position(wanted);
      if (!readModels.await(position, wanted == null ? A_MOMENT : AT_MOST) && wanted != null) {
        throw new ReadModelBehind(position);
      }
    }
    return true;
  }

  private long position(String text) {
    String digits = text.strip();
    if (DIGITS.matcher(digits).matches()) {
      long position = Long.parseLong(digits);
      if (position <= log.appended() || position <= log.head()) {
        return position;
      }
    }
    throw Refusal.invalid(Receipt.HEADER, "platform.bad-position");
  }
}
