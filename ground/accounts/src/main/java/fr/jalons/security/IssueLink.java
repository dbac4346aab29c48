package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An administrator makes a new link, for a first one that has run out or a forgotten password. */
@RestController
class IssueLink {
  private final AccountAdministration administration;

  IssueLink(AccountAdministration administration) {
    this.administration = administration;
  }

  /** Where the same was asked for before, the link was shown before. */
  record Answer(@Nullable String link, @Nullable Instant expiresAt) {}

  @PostMapping("/api/accounts/{id}/links")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  ResponseEntity<Answer> issue(@PathVariable String id) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(
            administration
                .link(id)
                .map(link -> new Answer(link.link(), link.expiresAt()))
                .orElse(new Answer(null, null)));
  }
}
