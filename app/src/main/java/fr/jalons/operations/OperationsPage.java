package fr.jalons.operations;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.operations.Operations;
import fr.jalons.platform.slices.ParkedEvents;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What an operator sees and does: the log, the read models, the events set aside. */
@Controller
class OperationsPage {
  private static final String PAGE = "redirect:/operations";
  private static final int LATEST = 10;

  private final PostgresEventStorageEngine log;
  private final RebuildReadModels readModels;
  private final ParkedEvents parked;
  private final DecideOnParkedEvents decisions;
  private final Operations operations;
  private final VerifyLog verifications;
  private final RevokeCredentialKeys credentialKeys;

  OperationsPage(
      PostgresEventStorageEngine log,
      RebuildReadModels readModels,
      ParkedEvents parked,
      DecideOnParkedEvents decisions,
      Operations operations,
      VerifyLog verifications,
      RevokeCredentialKeys credentialKeys) {
    this.log = log;
    this.readModels = readModels;
    this.parked = parked;
    this.decisions = decisions;
    this.operations = operations;
    this.verifications = verifications;
    this.credentialKeys = credentialKeys;
  }

  @GetMapping("/operations")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  String page(Model model) {
    model.addAttribute("head", log.head());
    model.addAttribute("readModels", readModels.rows());
    model.addAttribute("parked", parked.waiting());
    model.addAttribute("operations", operations.latest(LATEST));
    model.addAttribute("credentialKeys", credentialKeys.list());
    return "operations/operations";
  }

  /** For who has stated that they know what it does. */
  @PostMapping("/operations/credential-keys/{kid}/revocation")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  String revoke(@PathVariable String kid, @RequestParam(defaultValue = "false") boolean sure) {
    if (sure) {
      credentialKeys.revoke(kid);
    }
    return PAGE;
  }

  @PostMapping("/operations/rebuilds")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  String rebuild(@RequestParam String readModel) {
    readModels.begin(readModel);
    return PAGE;
  }

  @PostMapping("/operations/verifications")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  String verify() {
    verifications.start(null);
    return PAGE;
  }

  @PostMapping("/operations/parked-events/{id}/retry")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  String retry(@PathVariable UUID id) {
    parked.waiting(id).ifPresent(decisions::retryNow);
    return PAGE;
  }

  @PostMapping("/operations/parked-events/{id}/discard")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  String discard(@PathVariable UUID id) {
    parked.waiting(id).ifPresent(decisions::discardNow);
    return PAGE;
  }
}
