package fr.jalons.access;

import static fr.jalons.access.Rule.rule;
import static fr.jalons.marks.Over.CLASS;
import static fr.jalons.marks.Over.INSTALLATION;
import static fr.jalons.marks.Over.OWN;
import static fr.jalons.marks.Over.PUBLIC;
import static fr.jalons.marks.Over.SCHOOL;
import static fr.jalons.marks.Over.SIGNED_IN;
import static fr.jalons.marks.Over.STUDENT;
import static fr.jalons.marks.Who.ANYBODY;
import static fr.jalons.marks.Who.AUDITORS;
import static fr.jalons.marks.Who.EVERYONE;
import static fr.jalons.marks.Who.OPERATORS;
import static fr.jalons.marks.Who.READERS;
import static fr.jalons.marks.Who.STAFF;
import static fr.jalons.marks.Who.SUBJECTS;
import static fr.jalons.marks.Who.WITNESSES;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who may use what bears no {@link fr.jalons.marks.Allowed}: pages of libraries and views without a
 * method. An account must have one of the roles and reach what the rule is over: see {@link
 * AccessScope}.
 */
final class Rules {
  private static final List<Rule> OTHERS =
      List.of(
          // Ways in
          rule("GET", "/login", PUBLIC, ANYBODY),
          rule("GET", "/login/code", PUBLIC, ANYBODY),
          rule("POST", "/login/code", PUBLIC, ANYBODY),
          rule("POST", "/login/passkey/options", PUBLIC, ANYBODY),
          rule("POST", "/login/passkey", PUBLIC, ANYBODY),
          rule("GET", "/invitations/{token}", PUBLIC, ANYBODY),
          rule("POST", "/invitations/{token}", PUBLIC, ANYBODY),
          rule("GET", "/v3/api-docs", SIGNED_IN, EVERYONE),
          rule("GET", "/v3/api-docs.yaml", SIGNED_IN, EVERYONE),
          // One's own account
          rule("GET", "/account", OWN, EVERYONE),
          rule("POST", "/account/password", OWN, EVERYONE),
          rule("POST", "/account/sessions", OWN, EVERYONE),
          rule("POST", "/account/second-factor", OWN, EVERYONE),
          rule("POST", "/account/second-factor/confirmation", OWN, EVERYONE),
          rule("POST", "/account/second-factor/removal", OWN, EVERYONE),
          rule("POST", "/account/passkeys", OWN, EVERYONE),
          rule("POST", "/account/passkeys/confirmation", OWN, EVERYONE),
          rule("POST", "/account/passkeys/removal", OWN, EVERYONE),
          rule("GET", "/oauth2/consent", OWN, EVERYONE),
          rule("POST", "/account/programs/end", OWN, EVERYONE),
          // Accounts: whose, is for Grantor to say
          rule("POST", "/api/accounts", SCHOOL, OPERATORS),
          rule("GET", "/api/accounts", SCHOOL, OPERATORS),
          rule("PUT", "/api/accounts/{id}/roles", SCHOOL, OPERATORS),
          rule("POST", "/api/accounts/{id}/links", SCHOOL, OPERATORS),
          rule("DELETE", "/api/accounts/{id}", SCHOOL, OPERATORS),
          rule("DELETE", "/api/accounts/{id}/second-factor", SCHOOL, OPERATORS),
          rule("GET", "/api/accounts/{id}/history", SCHOOL, WITNESSES),
          rule("GET", "/accounts", SCHOOL, OPERATORS),
          rule("POST", "/accounts", SCHOOL, OPERATORS),
          rule("POST", "/accounts/{id}/roles", SCHOOL, OPERATORS),
          rule("POST", "/accounts/{id}/links", SCHOOL, OPERATORS),
          rule("POST", "/accounts/{id}/second-factor-removal", SCHOOL, OPERATORS),
          rule("POST", "/accounts/{id}/withdrawal", SCHOOL, OPERATORS),
          // The roster
          rule("POST", "/api/rosters", SCHOOL, OPERATORS).recording(),
          rule("GET", "/classes", SCHOOL, STAFF),
          // Follow-up
          rule("GET", "/api/students/{student}/follow-up", STUDENT, READERS),
          rule("GET", "/students/{student}", STUDENT, READERS),
          rule("GET", "/api/students/{student}/history", STUDENT, READERS),
          rule("GET", "/students/{student}/history", STUDENT, READERS),
          rule("GET", "/api/students/{student}/history/bundle", STUDENT, WITNESSES),
          rule("GET", "/api/students/{student}/export", STUDENT, SUBJECTS),
          rule("GET", "/students/{student}/export", STUDENT, SUBJECTS),
          rule("GET", "/api/classes/{code}/follow-up", CLASS, STAFF),
          rule("GET", "/classes/{code}", CLASS, STAFF),
          rule("GET", "/api/indicators", SCHOOL, STAFF),
          rule("GET", "/api/indicators/definitions", SCHOOL, STAFF),
          // Auditing
          rule("GET", "/audit", SCHOOL, AUDITORS),
          rule("GET", "/audit/accounts", SCHOOL, WITNESSES),
          rule("GET", "/audit/students/{student}", STUDENT, AUDITORS),
          rule("GET", "/audit/classes/{code}", CLASS, AUDITORS),
          // Programs
          rule("GET", "/api/clients", INSTALLATION, OPERATORS),
          rule("POST", "/api/clients", INSTALLATION, OPERATORS),
          rule("DELETE", "/api/clients/{client}", INSTALLATION, OPERATORS),
          rule("GET", "/api/token-keys", INSTALLATION, OPERATORS),
          rule("POST", "/api/token-keys", INSTALLATION, OPERATORS),
          // Operating
          rule("GET", "/api/log/checkpoint", SIGNED_IN, WITNESSES),
          rule("GET", "/api/log/key", SIGNED_IN, WITNESSES));

  /** All rules: those that commands and methods bear, and these. */
  static final List<Rule> ALL =
      Stream.concat(MarkedRules.found().stream(), OTHERS.stream()).toList();

  private Rules() {}
}
