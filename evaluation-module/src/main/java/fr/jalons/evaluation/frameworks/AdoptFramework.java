package fr.jalons.evaluation.frameworks;

import fr.jalons.evaluation.frameworks.ShippedFrameworks.Edition;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.slices.DecisionModel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The school works with an edition of a framework from now on (S11).
 *
 * @param onlyAsFirst leaves a framework alone of which any edition was ever adopted
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "AdoptFramework")
public record AdoptFramework(
    @TargetEntityId String framework, String edition, boolean onlyAsFirst) {

  @DecisionModel(tag = Tags.FRAMEWORK)
  record Framework(@Nullable String edition) {
    Framework() {
      this(null);
    }

    Framework evolve(FrameworkAdopted adopted) {
      return new Framework(adopted.edition());
    }

    List<EvaluationEvent> decide(AdoptFramework command, Edition wanted) {
      boolean leaveAlone = command.onlyAsFirst && edition != null;
      if (leaveAlone || wanted.edition().equals(edition)) {
        return List.of();
      }
      return List.of(
          new FrameworkAdopted(
              wanted.code(),
              wanted.edition(),
              wanted.title(),
              wanted.rubric(),
              wanted.competencies()));
    }
  }

  @Component
  static class Handler {
    private final ShippedFrameworks shipped;

    Handler(ShippedFrameworks shipped) {
      this.shipped = shipped;
    }

    @CommandHandler
    void handle(AdoptFramework command, @InjectEntity Framework framework, EventAppender events) {
      Edition wanted = shipped.edition(command.framework, command.edition);
      events.append(framework.decide(command, wanted));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(@NotBlank @Size(max = 20) String edition) {}

    @PostMapping("/api/frameworks/{code:[A-Z]+}/adoptions")
    @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
    ResponseEntity<Map<String, String>> adopt(
        @PathVariable String code, @Valid @RequestBody Body body) {
      return commands
          .send(new AdoptFramework(code, body.edition, false))
          .created("/api/frameworks", Map.of("code", code, "edition", body.edition));
    }
  }
}
