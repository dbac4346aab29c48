package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Coming in by a passkey: the device is one factor, and that it has verified its owner is the
 * other. So it stands for password and code, or for the code alone after the password.
 */
@Controller
class PasskeySignIn {
  static final String ADDRESS = "/login/passkey";
  private static final String REFUSED = "redirect:/login?passkey";

  private final PasskeyCeremonies ceremonies;
  private final Accounts accounts;
  private final SignIn signIn;
  private final Throttle throttle;

  PasskeySignIn(PasskeyCeremonies ceremonies, Accounts accounts, SignIn signIn, Throttle throttle) {
    this.ceremonies = ceremonies;
    this.accounts = accounts;
    this.signIn = signIn;
    this.throttle = throttle;
  }

  @PostMapping(ADDRESS + "/options")
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  ResponseEntity<String> options(HttpSession session) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(ceremonies.beginSignIn(session));
  }

  /** Attempts with one passkey wait like those with one login; nonsense is an attempt with none. */
  @PostMapping(ADDRESS)
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  @Nullable String check(
      @RequestParam String credential,
      HttpSession session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Optional<String> claimed = ceremonies.claimed(credential);
    if (claimed.isEmpty()) {
      return REFUSED;
    }
    String who = "passkey:" + claimed.get();
    long wait = throttle.admit(who, request.getRemoteAddr());
    if (wait > 0) {
      SignInThrottle.tooMany(response, wait);
      return null;
    }
    Optional<Account> account =
        ceremonies
            .signedBy(credential, session)
            .flatMap(accounts::byId)
            .filter(known -> !known.roles().isEmpty());
    if (account.isEmpty()) {
      return REFUSED;
    }
    throttle.succeeded(who, request.getRemoteAddr());
    signIn.admitByPasskey(request, response, account.get());
    return null;
  }
}
