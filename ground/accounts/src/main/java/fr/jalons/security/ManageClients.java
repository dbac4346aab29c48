package fr.jalons.security;

import fr.jalons.events.OperatingEvent.ClientRegistered;
import fr.jalons.events.OperatingEvent.ClientWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The programs that may use the API, each with what it needs and no more. */
@RestController
class ManageClients {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private static final Set<TokenScope> READ_AND_WRITE =
      EnumSet.of(TokenScope.READ, TokenScope.WRITE);

  private final Clients clients;
  private final AccountRows rows;
  private final Acts acts;

  ManageClients(Clients clients, AccountRows rows, Acts acts) {
    this.clients = clients;
    this.rows = rows;
    this.acts = acts;
  }

  /**
   * A new program.
   *
   * @param scopes of {@code read}, {@code write}, {@code operate}; the former two if none is named
   * @param defaultScopes what it gets when it asks for no scope, never {@code operate}; the least
   *     of its scopes if none is named
   * @param school its UAI: the program reaches this school only
   * @param redirectUris where people's browsers come back to; then it acts in their names only
   * @param confidential false for one that cannot keep a secret, such as one that runs in a browser
   * @param trusted whether it is the school's own: it acts in people's names without their consent
   */
  record Body(
      @NotBlank @Size(max = 64) @Pattern(regexp = "[A-Za-z0-9._-]*") String id,
      @Nullable @Size(max = 3) List<@NotNull String> scopes,
      @Nullable @Size(max = 2) List<@NotNull String> defaultScopes,
      @Nullable SchoolId school,
      @Nullable @Size(max = 10) List<@NotNull @Size(max = 500) String> redirectUris,
      @Nullable Boolean confidential,
      @Nullable Boolean trusted) {}

  /** A program as it is shown. */
  record Shown(
      String id,
      Set<String> scopes,
      Set<String> defaultScopes,
      @Nullable SchoolId school,
      Set<String> redirectUris,
      boolean confidential,
      boolean trusted,
      @Nullable String secret) {
    static Shown of(Clients.Client client, @Nullable String secret) {
      return new Shown(
          client.id(),
          TokenScope.words(client.scopes()),
          TokenScope.words(client.defaultScopes()),
          client.school(),
          client.redirectUris(),
          client.confidential(),
          client.trusted(),
          secret);
    }
  }

  @GetMapping("/api/clients")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  List<Shown> list() {
    return clients.list().stream().map(client -> Shown.of(client, null)).toList();
  }

  /** The secret is in this answer and nowhere else. */
  @PostMapping("/api/clients")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  ResponseEntity<Shown> register(@Valid @RequestBody Body body) {
    Set<String> uris = uris(body);
    boolean confidential = !Boolean.FALSE.equals(body.confidential);
    if (!confidential && uris.isEmpty()) {
      throw Refusal.invalid("redirectUris", "clients.no-proof");
    }
    boolean trusted = Boolean.TRUE.equals(body.trusted);
    if (trusted && uris.isEmpty()) {
      throw Refusal.invalid("trusted", "clients.trusted-alone");
    }
    Set<TokenScope> scopes = scopes(body.scopes, "scopes", READ_AND_WRITE);
    Set<TokenScope> defaults = scopes(body.defaultScopes, "defaultScopes", least(scopes));
    if (!scopes.containsAll(defaults) || defaults.contains(TokenScope.OPERATE)) {
      throw Refusal.invalid("defaultScopes", "clients.default-scopes");
    }
    Clients.Client client =
        new Clients.Client(body.id, scopes, defaults, body.school, uris, confidential, trusted);
    String secret = rows.oneAtATime(() -> Optional.ofNullable(add(client))).orElse(null);
    return ResponseEntity.created(URI.create("/api/clients/" + body.id))
        .body(Shown.of(client, secret));
  }

  /** Its secret, if it has one and was not registered by the same request before. */
  private @Nullable String add(Clients.Client client) {
    if (clients.findByClientId(client.id()) != null) {
      throw Refusal.conflictOn("id", "clients.taken");
    }
    Set<String> scopes = client.scopes().stream().map(TokenScope::word).collect(Collectors.toSet());
    boolean inNamesOfPeople = !client.redirectUris().isEmpty();
    Receipt receipt =
        acts.onInstallation(
            client.id(),
            by -> new ClientRegistered(client.id(), scopes, client.school(), inNamesOfPeople, by),
            client);
    String secret = client.confidential() && receipt.changed() ? Secrets.token() : null;
    if (receipt.changed()) {
      clients.add(client, secret);
    }
    return secret;
  }

  @DeleteMapping("/api/clients/{client}")
  @Allowed(who = Who.OPERATORS, over = Over.INSTALLATION)
  ResponseEntity<Void> remove(@PathVariable String client) {
    if (clients.findByClientId(client) == null) {
      throw Refusal.notFound("clients.unknown");
    }
    if (acts.onInstallation(client, by -> new ClientWithdrawn(client, by)).changed()) {
      clients.remove(client);
    }
    return ResponseEntity.noContent().build();
  }

  private static Set<TokenScope> scopes(
      @Nullable List<String> words, String field, Set<TokenScope> otherwise) {
    if (words == null || words.isEmpty()) {
      return otherwise;
    }
    return words.stream()
        .map(
            word ->
                TokenScope.of(word)
                    .orElseThrow(() -> Refusal.invalid(field, "clients.scope-unknown")))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
  }

  /** Who may operate only has to say so each time. */
  private static Set<TokenScope> least(Set<TokenScope> scopes) {
    return READ_AND_WRITE.stream().filter(scopes::contains).limit(1).collect(Collectors.toSet());
  }

  private static Set<String> uris(Body body) {
    Set<String> uris =
        body.redirectUris == null ? Set.of() : new LinkedHashSet<>(body.redirectUris);
    if (!uris.stream().allMatch(ManageClients::mayComeBack)) {
      throw new Refusal(
          Refusal.Kind.INVALID, List.of(Fault.of("redirectUris", "clients.redirect-uri")));
    }
    return uris;
  }

  /** Codes travel through this address: encrypted, or not off the machine (RFC 8252). */
  private static boolean mayComeBack(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && uri.getFragment() == null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme())
              || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
