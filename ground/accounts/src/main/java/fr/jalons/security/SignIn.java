package fr.jalons.security;

import fr.jalons.marks.Role;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.stereotype.Component;

/**
 * How a person comes in: a password, slowed down if it is guessed, a code or a passkey besides
 * where the account wants one, and a session that ends in time.
 */
@Component
class SignIn {
  /** Hides whether a hash was computed, and by which method: every refusal takes this long. */
  private static final Duration REFUSAL = Duration.ofMillis(300);

  /** For finding the telephone. */
  private static final Duration HALFWAY = Duration.ofMinutes(5);

  private static final String PENDING = SignIn.class.getName();

  private final Accounts accounts;
  private final PasswordEncoder passwords;
  private final SecondFactors factors;
  private final Throttle throttle;
  private final SessionWatch watch;
  private final AccountStatusCache statuses;
  private final CsrfAuthenticationStrategy marks;
  private final Clock clock;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();
  private final SavedRequestAwareAuthenticationSuccessHandler onward =
      new SavedRequestAwareAuthenticationSuccessHandler();

  SignIn(
      Accounts accounts,
      PasswordEncoder passwords,
      SecondFactors factors,
      Throttle throttle,
      AccountStatusCache statuses,
      Cookies cookies,
      Clock clock,
      @Value("${jalons.sessions.longest:PT12H}") Duration longest) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.factors = factors;
    this.throttle = throttle;
    this.watch = new SessionWatch(statuses, longest, clock);
    this.statuses = statuses;
    this.marks = new CsrfAuthenticationStrategy(cookies.csrfTokens());
    this.clock = clock;
  }

  /**
   * Somebody whose password was right, and whose code or passkey is awaited.
   *
   * @param elsewhere what signing in elsewhere led to, where that was the first step
   */
  private record Halfway(
      String account, int epoch, Instant since, @Nullable Authentication elsewhere)
      implements Serializable {}

  /** Ends sessions whose time is over; a chain without signing in needs no more. */
  void watching(HttpSecurity http) {
    http.addFilterAfter(watch, SecurityContextHolderFilter.class);
  }

  /** Puts all of it into the chain of filters. */
  void into(HttpSecurity http) throws Exception {
    watching(http);
    http.formLogin(this::form)
        .addFilterBefore(new SignInThrottle(throttle), UsernamePasswordAuthenticationFilter.class);
  }

  private void form(FormLoginConfigurer<HttpSecurity> form) {
    form.loginPage(LoginEntryPoint.LOGIN)
        .successHandler(this::welcome)
        .failureHandler(this::refuse);
    ProviderManager manager = new ProviderManager(byPassword());
    form.withObjectPostProcessor(
        new ObjectPostProcessor<UsernamePasswordAuthenticationFilter>() {
          @Override
          public <T extends UsernamePasswordAuthenticationFilter> T postProcess(T filter) {
            filter.setAuthenticationManager(manager);
            return filter;
          }
        });
  }

  /** Unknown logins cost a hash too. */
  private DaoAuthenticationProvider byPassword() {
    DaoAuthenticationProvider provider =
        new DaoAuthenticationProvider(accounts) {
          @Override
          protected Authentication createSuccessAuthentication(
              Object principal, Authentication authentication, UserDetails user) {
            Authentication done =
                super.createSuccessAuthentication(principal, authentication, user);
            Account account = (Account) user;
            if (factors.isWanted(account.id())) {
              throw new SecondFactorNeeded(account);
            }
            return done;
          }
        };
    provider.setPasswordEncoder(passwords);
    provider.setUserDetailsPasswordService(accounts);
    return provider;
  }

  private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException, ServletException {
    throttle.succeeded(SignInThrottle.who(request), request.getRemoteAddr());
    onward.onAuthenticationSuccess(request, response, who);
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (reason instanceof SecondFactorNeeded needed) {
      throttle.succeeded(SignInThrottle.who(request), request.getRemoteAddr());
      askForCode(request, response, needed.account(), null);
      return;
    }
    SignInThrottle.waitUntil(request, REFUSAL);
    response.sendRedirect(LoginEntryPoint.LOGIN + "?error");
  }

  private void askForCode(
      HttpServletRequest request,
      HttpServletResponse response,
      Account account,
      @Nullable Authentication elsewhere)
      throws IOException {
    request.getSession();
    request.changeSessionId();
    request
        .getSession()
        .setAttribute(
            PENDING, new Halfway(account.id(), account.epoch(), clock.instant(), elsewhere));
    response.sendRedirect(CodePages.ADDRESS);
  }

  /**
   * Somebody signed in elsewhere. The provider need not say that it asked for a second factor from
   * who neither administers anything here nor wants one: everybody else is asked here.
   *
   * @param asked whether the provider says so
   */
  void fromElsewhere(
      HttpServletRequest request, HttpServletResponse response, Authentication who, boolean asked)
      throws IOException, ServletException {
    Account account = Account.of(who);
    boolean on = account != null && factors.isWanted(account.id());
    if (account == null || asked || !on && !account.roles().contains(Role.ADMINISTRATOR)) {
      onward.onAuthenticationSuccess(request, response, who);
      return;
    }
    SecurityContextHolder.clearContext();
    sessions.saveContext(SecurityContextHolder.createEmptyContext(), request, response);
    if (on) {
      askForCode(request, response, account, who);
    } else {
      response.sendRedirect(LoginEntryPoint.LOGIN + "?outside=second-factor");
    }
  }

  /** Whose code is awaited in this session, unless the account has changed since. */
  Optional<Account> halfway(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null
            && session.getAttribute(PENDING) instanceof Halfway halfway
            && clock.instant().isBefore(halfway.since.plus(HALFWAY))
        ? accounts.byId(halfway.account).filter(account -> account.epoch() == halfway.epoch)
        : Optional.empty();
  }

  /** The code was right as well: on to the page that was asked for. */
  void admit(HttpServletRequest request, HttpServletResponse response, Account account)
      throws IOException, ServletException {
    Object pending = request.getSession().getAttribute(PENDING);
    request.getSession().removeAttribute(PENDING);
    Authentication elsewhere = pending instanceof Halfway halfway ? halfway.elsewhere : null;
    onward.onAuthenticationSuccess(
        request,
        response,
        elsewhere == null
            ? open(request, response, account)
            : open(request, response, account, elsewhere));
  }

  /**
   * A passkey of this account has signed, which is as good as password and code. One who was
   * halfway into another account is so no longer.
   */
  void admitByPasskey(HttpServletRequest request, HttpServletResponse response, Account account)
      throws IOException, ServletException {
    if (halfway(request).filter(half -> half.id().equals(account.id())).isEmpty()) {
      request.getSession().removeAttribute(PENDING);
    }
    admit(request, response, account);
  }

  /** A session of today's account in place of the one there is, with another id and mark. */
  Authentication open(HttpServletRequest request, HttpServletResponse response, Account account) {
    return open(
        request,
        response,
        account,
        UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities()));
  }

  private Authentication open(
      HttpServletRequest request,
      HttpServletResponse response,
      Account account,
      Authentication who) {
    request.getSession();
    request.changeSessionId();
    marks.onAuthentication(who, request, response);
    statuses.forget(account.id());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(who);
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
    return who;
  }
}
