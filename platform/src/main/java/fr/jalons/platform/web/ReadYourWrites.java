package fr.jalons.platform.web;

import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
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
        .excludePathPatterns("/actuator/**", "/webjars/**", "/css/**", "/login", "/error");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getMethod().equals("GET")) {
      String wanted = request.getHeader(Receipt.HEADER);
      if (wanted == null) {
        readModels.await(log.appended(), A_MOMENT);
      } else if (!readModels.await(position(wanted), AT_MOST)) {
        throw new ReadModelBehind(position(wanted));
      }
    }
    return true;
  }

  private static long position(String text) {
    try {
      return Long.parseUnsignedLong(text.strip());
    } catch (NumberFormatException e) {
      throw Refusal.invalid(Receipt.HEADER, "platform.bad-position");
    }
  }
}
