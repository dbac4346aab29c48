package fr.jalons.security;

import fr.jalons.events.OperatingEvent.TokenKeyRotated;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The keys that sign tokens, and a new one when one may have leaked. */
@RestController
class RotateTokenKeys {
  private final TokenKeys keys;
  private final Acts acts;

  RotateTokenKeys(TokenKeys keys, Acts acts) {
    this.keys = keys;
    this.acts = acts;
  }

  @GetMapping("/api/token-keys")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  List<TokenKeys.TokenKey> list() {
    return keys.list();
  }

  /** Tokens that the last key signed stay good until they run out. */
  @PostMapping("/api/token-keys")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  @ResponseStatus(HttpStatus.CREATED)
  TokenKeys.TokenKey rotate() {
    return keys.rotate(
        key -> acts.onInstallation("token-keys", by -> new TokenKeyRotated(key, by)).changed());
  }
}
