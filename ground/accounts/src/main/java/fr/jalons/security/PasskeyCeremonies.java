package fr.jalons.security;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.WebUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said between a browser and the server about a passkey: making one, and coming in by one.
 * The device always verifies its owner. A challenge is answered once, within minutes, in the
 * session that it was given to.
 */
@Component
class PasskeyCeremonies {
  private static final Logger LOG = LoggerFactory.getLogger(PasskeyCeremonies.class);
  private static final Duration LIFE = Duration.ofMinutes(5);

  /** A few kilobytes in practice: the largest keys and ids that the standard knows. */
  private static final int LONGEST_ANSWER = 16_384;

  private static final String CREATION = PasskeyCeremonies.class.getName() + ".creation";
  private static final String SIGN_IN = PasskeyCeremonies.class.getName() + ".sign-in";

  private final Passkeys passkeys;
  private final PasskeyHandles handles;
  private final Clock clock;
  private final Supplier<WebAuthnRelyingPartyOperations> party;
  private final JsonMapper json =
      JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

  PasskeyCeremonies(
      Passkeys passkeys,
      PasskeyHandles handles,
      Clock clock,
      Environment environment,
      @Value("${jalons.url:}") String url) {
    this.passkeys = passkeys;
    this.handles = handles;
    this.clock = clock;
    this.party = SingletonSupplier.of(() -> party(site(url, environment)));
  }

  /** What a session waits for. */
  private record Begun(Serializable options, String label, Instant until) implements Serializable {}

  /**
   * As {@code JALONS_URL} says; without it, this machine, at the port that the server listens on.
   */
  private static URI site(String url, Environment environment) {
    return URI.create(
        StringUtils.hasText(url)
            ? url.strip()
            : "http://localhost:" + environment.getRequiredProperty("local.server.port"));
  }

  private WebAuthnRelyingPartyOperations party(URI site) {
    String name = site.getHost().toLowerCase(Locale.ROOT);
    Webauthn4JRelyingPartyOperations operations =
        new Webauthn4JRelyingPartyOperations(
            handles,
            passkeys,
            PublicKeyCredentialRpEntity.builder().id(name).name("Jalons").build(),
            Set.of(origin(site.getScheme(), name, site.getPort())));
    operations.setCustomizeCreationOptions(
        options ->
            options
                .timeout(LIFE)
                .authenticatorSelection(
                    AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
    operations.setCustomizeRequestOptions(
        options -> options.timeout(LIFE).userVerification(UserVerificationRequirement.REQUIRED));
    return operations;
  }

  /** As browsers write it: without the port that is usual. */
  private static String origin(String scheme, String name, int port) {
    int usual = scheme.equals("https") ? 443 : 80;
    return scheme + "://" + name + (port < 0 || port == usual ? "" : ":" + port);
  }

  /** What a browser is to make, as JSON. */
  String beginCreation(Authentication who, String label, HttpSession session) {
    PublicKeyCredentialCreationOptions options =
        party
            .get()
            .createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(who));
    session.setAttribute(CREATION, begun(options, label));
    return json.writeValueAsString(options);
  }

  /**
   * The passkey that a browser has made for this account, which nothing has kept yet; empty if it
   * is refused.
   */
  Optional<CredentialRecord> created(String answer, Account account, HttpSession session) {
    Begun begun = take(CREATION, session);
    if (begun == null || !(begun.options instanceof PublicKeyCredentialCreationOptions options)) {
      return Optional.empty();
    }
    return unlessRefused(
            () ->
                party
                    .get()
                    .registerCredential(
                        new ImmutableRelyingPartyRegistrationRequest(
                            options,
                            new RelyingPartyPublicKey(
                                read(answer, AuthenticatorAttestationResponse.class),
                                begun.label))))
        .filter(
            made ->
                handles
                    .account(made.getUserEntityUserId())
                    .filter(account.id()::equals)
                    .isPresent());
  }

  /** What a device is to sign, as JSON: of whichever account that it knows. */
  String beginSignIn(HttpSession session) {
    PublicKeyCredentialRequestOptions options =
        party
            .get()
            .createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    session.setAttribute(SIGN_IN, begun(options, ""));
    return json.writeValueAsString(options);
  }

  /** Whose passkey has signed: the id of the account; empty if it is refused. */
  Optional<String> signedBy(String answer, HttpSession session) {
    Begun begun = take(SIGN_IN, session);
    if (begun == null || !(begun.options instanceof PublicKeyCredentialRequestOptions options)) {
      return Optional.empty();
    }
    return unlessRefused(
            () -> {
              PublicKeyCredential<AuthenticatorAssertionResponse> signed =
                  read(answer, AuthenticatorAssertionResponse.class);
              CredentialRecord known = passkeys.findByCredentialId(signed.getRawId());
              if (known == null
                  || !known.getUserEntityUserId().equals(signed.getResponse().getUserHandle())) {
                throw new IllegalArgumentException("No such passkey, or of somebody else");
              }
              return party
                  .get()
                  .authenticate(new RelyingPartyAuthenticationRequest(options, signed))
                  .getId();
            })
        .flatMap(handles::account);
  }

  /**
   * The id that an answer says it is of, before anything is verified; empty if it is unreadable.
   */
  Optional<String> claimed(String answer) {
    return unlessRefused(() -> read(answer, AuthenticatorAssertionResponse.class).getId());
  }

  private Begun begun(Serializable options, String label) {
    return new Begun(options, label, clock.instant().plus(LIFE));
  }

  /** Only one of two answers at once finds it. */
  private @Nullable Begun take(String what, HttpSession session) {
    synchronized (WebUtils.getSessionMutex(session)) {
      Object begun = session.getAttribute(what);
      session.removeAttribute(what);
      return begun instanceof Begun known && clock.instant().isBefore(known.until) ? known : null;
    }
  }

  private <R extends AuthenticatorResponse> PublicKeyCredential<R> read(
      String answer, Class<R> response) {
    if (answer.length() > LONGEST_ANSWER) {
      throw new IllegalArgumentException("Too long");
    }
    return json.readValue(
        answer, json.getTypeFactory().constructParametricType(PublicKeyCredential.class, response));
  }

  /**
   * Parsers and verifiers tell by many kinds of exceptions that an answer is no good. A database
   * that is away is something else.
   */
  private static <T> Optional<T> unlessRefused(Supplier<T> verified) {
    try {
      return Optional.ofNullable(verified.get());
    } catch (DataAccessException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.debug("A passkey is refused: {}", e.getClass().getName());
      return Optional.empty();
    }
  }
}
