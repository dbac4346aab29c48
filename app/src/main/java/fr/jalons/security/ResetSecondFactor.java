package fr.jalons.security;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An administrator takes away the second factor of who has lost telephone and recovery codes. */
@RestController
class ResetSecondFactor {
  private final Registrar registrar;

  ResetSecondFactor(Registrar registrar) {
    this.registrar = registrar;
  }

  @DeleteMapping("/api/accounts/{id}/second-factor")
  ResponseEntity<Void> reset(@PathVariable String id) {
    registrar.resetSecondFactor(id);
    return ResponseEntity.noContent().build();
  }
}
