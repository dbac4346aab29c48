package fr.jalons.time;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one source of time; "today" is the school's day, not the server's: think of La Réunion. */
@Configuration(proxyBeanMethods = false)
class SchoolTime {
  @Bean
  Clock clock(@Value("${jalons.time-zone}") ZoneId zone) {
    return Clock.system(zone);
  }
}
