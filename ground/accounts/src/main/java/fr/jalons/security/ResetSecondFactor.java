package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An administrator takes away the second factors of a person who has lost them: codes of a
 * telephone, passkeys and recovery codes.
 */
@RestController
class ResetSecondFactor {
  private final AccountAdministration administration;

  ResetSecondFactor(AccountAdministration administration) {
    this.administration = administration;
  }

  @DeleteMapping("/api/accounts/{id}/second-factor")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  ResponseEntity<Void> reset(@PathVariable String id) {
    administration.resetSecondFactor(id);
    return ResponseEntity.noContent().build();
  }
}
