package fr.jalons.planning.interviews;

import fr.jalons.events.InterviewEvent.InterviewKind;
import fr.jalons.platform.eventstore.PayloadUpgrade;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.node.ObjectNode;

/** Until version 3, interviews had no kind: there were those of the beginning. */
@Configuration(proxyBeanMethods = false)
class EarlierInterviews {
  @Bean
  PayloadUpgrade firstInterviews() {
    return new WithKind("1");
  }

  @Bean
  PayloadUpgrade correctedInterviews() {
    return new WithKind("2");
  }

  private record WithKind(String from) implements PayloadUpgrade {
    @Override
    public String type() {
      return "planning.InterviewRecorded";
    }

    @Override
    public String to() {
      return "3";
    }

    @Override
    public ObjectNode upgrade(ObjectNode payload) {
      return payload.put("kind", InterviewKind.ENTRY.name());
    }
  }
}
