package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An administrator withdraws an account: signing in by it fails from then on. */
@RestController
class WithdrawAccount {
  private final AccountAdministration administration;

  WithdrawAccount(AccountAdministration administration) {
    this.administration = administration;
  }

  @DeleteMapping("/api/accounts/{id}")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  ResponseEntity<Void> withdraw(@PathVariable String id) {
    return administration.withdraw(id).done();
  }
}
