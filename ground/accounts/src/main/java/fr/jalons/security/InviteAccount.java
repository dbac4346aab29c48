package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.security.AccountAdministration.Invited;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An administrator invites somebody: the answer holds the link, which is shown this once. */
@RestController
class InviteAccount {
  private final AccountAdministration administration;

  InviteAccount(AccountAdministration administration) {
    this.administration = administration;
  }

  record Body(
      @NotBlank @Size(max = 64) String login,
      @NotEmpty @Size(max = 12) List<String> roles,
      @Nullable RolesBody scope) {}

  /** Where the same was asked for before, the link was shown before. */
  record Answer(String id, @Nullable String link, @Nullable Instant expiresAt) {
    static Answer of(Invited invited) {
      Invitations.Link link = invited.link();
      return new Answer(
          invited.id(), link == null ? null : link.link(), link == null ? null : link.expiresAt());
    }
  }

  @PostMapping("/api/accounts")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  ResponseEntity<Answer> invite(@Valid @RequestBody Body body) {
    Invited invited =
        administration.invite(body.login, RolesBody.roles(body.roles), RolesBody.scope(body.scope));
    ResponseEntity<Answer> created =
        invited.receipt().created("/api/accounts/" + invited.id(), Answer.of(invited));
    return ResponseEntity.status(created.getStatusCode())
        .headers(created.getHeaders())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(created.getBody());
  }
}
