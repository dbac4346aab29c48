package fr.jalons.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Signing in by OpenID Connect with the school's own accounts, such as those of an ENT behind
 * Keycloak. The provider is asked about itself when somebody first signs in: Jalons starts without
 * it.
 */
@Component
class OidcSignIn {
  /** What stands for the provider in addresses. */
  private static final String ID = "outside";

  private static final String SIGNED_OUT = "/login?logout";

  private final OidcSettings settings;
  private final Accounts accounts;
  private final SignIn signIn;
  private final Clock clock;
  private final String publicUrl;

  OidcSignIn(
      OidcSettings settings,
      Accounts accounts,
      SignIn signIn,
      Clock clock,
      @Value("${jalons.url:}") String publicUrl) {
    this.clock = clock;
    this.signIn = signIn;
    this.settings = settings;
    this.accounts = accounts;
    this.publicUrl =
        StringUtils.hasText(publicUrl)
            ? StringUtils.trimTrailingCharacter(publicUrl.strip(), '/')
            : "{baseUrl}";
  }

  /** Whether there is anywhere else to sign in. */
  public boolean isOffered() {
    return settings.offered();
  }

  /** Where signing out leads on to; null if nowhere. */
  @Nullable String origin() {
    return settings.origin();
  }

  /** Adds it to what people can do, if it is configured. */
  void offer(HttpSecurity http) throws Exception {
    if (!settings.offered()) {
      return;
    }
    ClientRegistrationRepository provider =
        new SupplierClientRegistrationRepository(
            () -> new InMemoryClientRegistrationRepository(registration()));
    OAuth2AuthorizedClientRepository tokens = new HttpSessionOAuth2AuthorizedClientRepository();
    OidcAccounts people = new OidcAccounts(accounts, settings);
    http.oauth2Login(
            login ->
                login
                    .loginPage(LoginEntryPoint.LOGIN)
                    .clientRegistrationRepository(provider)
                    .authorizedClientRepository(tokens)
                    .userInfoEndpoint(user -> user.oidcUserService(people))
                    .successHandler(this::welcome)
                    .failureHandler(failing()))
        .logout(
            logout -> {
              OidcClientInitiatedLogoutSuccessHandler there =
                  new OidcClientInitiatedLogoutSuccessHandler(provider);
              there.setPostLogoutRedirectUri(publicUrl + SIGNED_OUT);
              there.setDefaultTargetUrl(SIGNED_OUT);
              logout.logoutSuccessHandler(there);
            })
        .addFilterBefore(
            new OidcSessions(tokens, manager(provider, tokens), clock), AuthorizationFilter.class);
  }

  private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException, ServletException {
    boolean asked =
        who.getPrincipal() instanceof OidcUser user
            && settings.tellsSecondFactor(
                user.getIdToken().getAuthenticationMethods(),
                user.getIdToken().getAuthenticationContextClass());
    signIn.fromElsewhere(request, response, who, asked);
  }

  private ClientRegistration registration() {
    return ClientRegistrations.fromIssuerLocation(text(settings.issuer()))
        .registrationId(ID)
        .clientId(text(settings.clientId()))
        .clientSecret(text(settings.clientSecret()))
        .redirectUri(publicUrl + "/login/oauth2/code/{registrationId}")
        .scope("openid", "profile")
        .build();
  }

  private static String text(@Nullable String setting) {
    return setting == null ? "" : setting.strip();
  }

  private static DefaultOAuth2AuthorizedClientManager manager(
      ClientRegistrationRepository provider, OAuth2AuthorizedClientRepository tokens) {
    DefaultOAuth2AuthorizedClientManager manager =
        new DefaultOAuth2AuthorizedClientManager(provider, tokens);
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder().refreshToken().build());
    return manager;
  }

  private static AuthenticationFailureHandler failing() {
    return (request, response, failure) ->
        response.sendRedirect(
            request.getContextPath()
                + LoginEntryPoint.LOGIN
                + (isUnknown(failure) ? "?outside=unknown" : "?outside=failed"));
  }

  private static boolean isUnknown(AuthenticationException failure) {
    return failure instanceof OAuth2AuthenticationException outside
        && outside.getError().getErrorCode().equals(OidcAccounts.UNKNOWN);
  }
}
