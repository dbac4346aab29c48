package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.web.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people make passkeys for their own account, and take them away. */
@Controller
class PasskeyPages {
  private static final String PASSKEYS = OwnAccount.ADDRESS + "/passkeys";
  private static final int MOST = 10;
  private static final int LONGEST_LABEL = 60;

  private final OwnAccount own;
  private final Passkeys passkeys;
  private final PasskeyCeremonies ceremonies;
  private final SecondFactors factors;
  private final Messages messages;

  PasskeyPages(
      OwnAccount own,
      Passkeys passkeys,
      PasskeyCeremonies ceremonies,
      SecondFactors factors,
      Messages messages) {
    this.own = own;
    this.passkeys = passkeys;
    this.ceremonies = ceremonies;
    this.factors = factors;
    this.messages = messages;
  }

  @ModelAttribute
  void onlyPeople(Authentication who, Model model, HttpServletRequest request) {
    own.onlyForPeople(who, model, request);
  }

  @PostMapping(PASSKEYS)
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  @Nullable String begin(
      Authentication who,
      @AuthenticationPrincipal Account account,
      @RequestParam String label,
      @RequestParam String current,
      Model model,
      RedirectAttributes flash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String name = label.strip();
    if (name.isEmpty() || name.length() > LONGEST_LABEL) {
      return OwnAccount.problem(flash, messages.of("signin.passkey.label-form", LONGEST_LABEL));
    }
    if (passkeys.count(account.id()) >= MOST) {
      return OwnAccount.problem(flash, messages.of("signin.passkey.most", MOST));
    }
    if (!own.knows(account, current, response)) {
      return own.unknown(response, flash);
    }
    model.addAttribute("creation", ceremonies.beginCreation(who, name, request.getSession()));
    return own.shown(account, model, request);
  }

  @PostMapping(PASSKEYS + "/confirmation")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  String confirm(
      @AuthenticationPrincipal Account account,
      @RequestParam String credential,
      Model model,
      RedirectAttributes flash,
      HttpSession session,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<CredentialRecord> created = ceremonies.created(credential, account, session);
    if (created.isEmpty()) {
      return OwnAccount.problem(flash, messages.of("signin.passkey.refused"));
    }
    List<String> recovery = factors.add(account.id(), created.get()).orElse(List.of());
    if (!recovery.isEmpty()) {
      return own.shownOnce(recovery, account, model, request, response);
    }
    own.keepOnly(account, request, response);
    flash.addFlashAttribute("done", messages.of("signin.passkey.added"));
    return OwnAccount.BACK;
  }

  @PostMapping(PASSKEYS + "/removal")
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  @Nullable String remove(
      @AuthenticationPrincipal Account account,
      @RequestParam String passkey,
      @RequestParam String current,
      RedirectAttributes flash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!own.knows(account, current, response)) {
      return own.unknown(response, flash);
    }
    Optional<Bytes> known =
        passkeys.of(account.id()).stream()
            .map(Passkeys.Shown::id)
            .filter(passkey::equals)
            .map(Bytes::fromBase64)
            .findFirst();
    if (known.isPresent()) {
      factors.remove(account.id(), known.get());
      own.keepOnly(account, request, response);
      flash.addFlashAttribute("done", messages.of("signin.passkey.removed"));
    }
    return OwnAccount.BACK;
  }
}
