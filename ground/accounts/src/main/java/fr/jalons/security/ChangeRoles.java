package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An administrator gives an account other roles or another scope; its sessions end. */
@RestController
class ChangeRoles {
  private final AccountAdministration administration;

  ChangeRoles(AccountAdministration administration) {
    this.administration = administration;
  }

  record Body(@NotEmpty @Size(max = 12) List<String> roles, @Nullable RolesBody scope) {}

  @PutMapping("/api/accounts/{id}/roles")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL)
  ResponseEntity<Void> change(@PathVariable String id, @Valid @RequestBody Body body) {
    return administration
        .change(id, RolesBody.roles(body.roles), RolesBody.scope(body.scope))
        .done();
  }
}
