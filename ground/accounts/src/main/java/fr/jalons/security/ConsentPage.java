package fr.jalons.security;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Whether a program may act for the person: asked once, before it gets a code, unless the program
 * is the school's own. The answer goes to the authorization server.
 */
@Controller
class ConsentPage {
  static final String ADDRESS = "/oauth2/consent";

  private final Permissions permissions;
  private final Consents consents;
  private final Clients clients;

  ConsentPage(Permissions permissions, Consents consents, Clients clients) {
    this.permissions = permissions;
    this.consents = consents;
    this.clients = clients;
  }

  /** Shows what the program has really asked: of the address, only the secret counts. */
  @GetMapping(ADDRESS)
  @Allowed(who = Who.EVERYONE, over = Over.OWN)
  String ask(
      @RequestParam String state, Authentication who, Model model, HttpServletResponse response) {
    OAuth2Authorization asked = permissions.asked(state);
    RegisteredClient client =
        asked == null ? null : clients.findById(asked.getRegisteredClientId());
    OAuth2AuthorizationRequest request =
        asked == null ? null : asked.getAttribute(OAuth2AuthorizationRequest.class.getName());
    if (asked == null
        || client == null
        || request == null
        || !asked.getPrincipalName().equals(who.getName())) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    OAuth2AuthorizationConsent before = consents.findById(client.getId(), who.getName());
    Set<String> given = before == null ? Set.of() : before.getScopes();
    List<TokenScope> wanted =
        TokenScope.of(request.getScopes()).stream()
            .filter(scope -> !given.contains(scope.word()))
            .toList();
    response.setHeader("Content-Security-Policy", WebSecurity.content(origin(request, client)));
    model.addAttribute("program", client.getClientId());
    model.addAttribute("school", Clients.school(client));
    model.addAttribute("wanted", wanted);
    model.addAttribute("state", state);
    return "signin/consent";
  }

  /** Browsers take where the answer leads on to for the form's target. */
  private static String origin(OAuth2AuthorizationRequest request, RegisteredClient client) {
    String back = request.getRedirectUri();
    URI uri = URI.create(back == null ? client.getRedirectUris().iterator().next() : back);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
