package fr.jalons.operations;

import fr.jalons.credentials.CredentialKeys;
import fr.jalons.credentials.CredentialKeys.CredentialKey;
import fr.jalons.events.OperatingEvent.CredentialKeyRevoked;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.security.Acts;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys that sign recognitions to take along, and what is done when one has leaked. */
@RestController
class RevokeCredentialKeys {
  private final CredentialKeys keys;
  private final Acts acts;

  RevokeCredentialKeys(CredentialKeys keys, Acts acts) {
    this.keys = keys;
    this.acts = acts;
  }

  @GetMapping("/api/credential-keys")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  List<CredentialKey> list() {
    return keys.list();
  }

  /** All that the key signed is revoked; what is asked for from now on is signed by another one. */
  @PostMapping("/api/credential-keys/{kid}/revocation")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  List<CredentialKey> revoke(@PathVariable String kid) {
    boolean revoked =
        keys.isRevoked(kid).orElseThrow(() -> Refusal.notFound("credentials.key-unknown"));
    if (!revoked) {
      acts.onInstallation("credential-keys", by -> new CredentialKeyRevoked(kid, by), kid);
      keys.revoke(kid);
    }
    return keys.list();
  }
}
