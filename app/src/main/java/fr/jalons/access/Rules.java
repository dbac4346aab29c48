package fr.jalons.access;

import static fr.jalons.access.Rule.rule;
import static fr.jalons.marks.Over.CLASS;
import static fr.jalons.marks.Over.ERASURE;
import static fr.jalons.marks.Over.INSTALLATION;
import static fr.jalons.marks.Over.NAMES;
import static fr.jalons.marks.Over.NEED;
import static fr.jalons.marks.Over.OWN;
import static fr.jalons.marks.Over.PUBLIC;
import static fr.jalons.marks.Over.SCHOOL;
import static fr.jalons.marks.Over.SESSION;
import static fr.jalons.marks.Over.SIGNED_IN;
import static fr.jalons.marks.Over.STUDENT;
import static fr.jalons.marks.Over.SURVEY;
import static fr.jalons.marks.Role.ADMINISTRATOR;
import static fr.jalons.marks.Role.ANALYST;
import static fr.jalons.marks.Role.AUDITOR;
import static fr.jalons.marks.Role.CLASS_LEAD;
import static fr.jalons.marks.Role.COORDINATOR;
import static fr.jalons.marks.Role.CPE;
import static fr.jalons.marks.Role.GUARDIAN;
import static fr.jalons.marks.Role.HEAD;
import static fr.jalons.marks.Role.PARTNER;
import static fr.jalons.marks.Role.PSYEN;
import static fr.jalons.marks.Role.TEACHER;

import fr.jalons.marks.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may use what bears no {@link fr.jalons.marks.Allowed}: pages of libraries and views without a
 * method. An account must have one of the roles and reach what the rule is over: see {@link Reach}.
 */
final class Rules {
  private static final Set<Role> NOBODY = Set.of();

  /** Those who work with students. */
  private static final Set<Role> TEAM = EnumSet.of(COORDINATOR, CLASS_LEAD, CPE, TEACHER);

  private static final Set<Role> TEAM_AND_PSYEN = with(TEAM, PSYEN);

  /** Those who steer AP. */
  private static final Set<Role> STEERING =
      EnumSet.of(ADMINISTRATOR, HEAD, COORDINATOR, CLASS_LEAD);

  /** Everybody at school, and those who look at it from outside, but no families nor partners. */
  private static final Set<Role> STAFF =
      with(TEAM_AND_PSYEN, ADMINISTRATOR, HEAD, AUDITOR, ANALYST);

  /** Those who may open a student's file, some of them for a stated reason only. */
  private static final Set<Role> READERS = with(STAFF, Role.STUDENT, GUARDIAN);

  private static final Set<Role> EVERYONE = with(READERS, PARTNER);

  /** Whose data they are, and who answers for them. */
  private static final Set<Role> SUBJECTS = EnumSet.of(Role.STUDENT, GUARDIAN, ADMINISTRATOR, HEAD);

  private static final Set<Role> OPERATORS = EnumSet.of(ADMINISTRATOR);
  private static final Set<Role> WITNESSES = EnumSet.of(ADMINISTRATOR, AUDITOR);

  private static final List<Rule> OTHERS =
      List.of(
          // Ways in
          rule("GET", "/login", PUBLIC, NOBODY),
          rule("GET", "/login/code", PUBLIC, NOBODY),
          rule("POST", "/login/code", PUBLIC, NOBODY),
          rule("POST", "/login/passkey/options", PUBLIC, NOBODY),
          rule("POST", "/login/passkey", PUBLIC, NOBODY),
          rule("GET", "/invitations/{token}", PUBLIC, NOBODY),
          rule("POST", "/invitations/{token}", PUBLIC, NOBODY),
          rule("GET", "/", SIGNED_IN, EVERYONE),
          rule("GET", "/reasons", SIGNED_IN, EVERYONE),
          rule("POST", "/reasons", SIGNED_IN, EnumSet.of(ADMINISTRATOR, HEAD, ANALYST)),
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
          rule("GET", "/api/classes", SCHOOL, STAFF),
          rule("GET", "/api/teachers", SCHOOL, STAFF),
          rule("GET", "/api/students", NAMES, STAFF),
          rule("GET", "/classes", SCHOOL, STAFF),
          // Plan
          rule("GET", "/api/needs/{id}", NEED, READERS),
          // Do
          rule("GET", "/api/sessions", NAMES, STAFF),
          rule("GET", "/api/sessions/{session}", SESSION, STAFF),
          // Check
          rule("GET", "/api/frameworks", SIGNED_IN, EVERYONE),
          rule("POST", "/api/frameworks/{code:[A-Z]+}/adoptions", INSTALLATION, OPERATORS),
          rule("GET", "/api/surveys", SCHOOL, READERS),
          rule("POST", "/api/surveys", SCHOOL, STEERING),
          rule(
              "POST",
              "/api/surveys/{survey}/answers",
              SURVEY,
              with(TEAM_AND_PSYEN, Role.STUDENT, GUARDIAN)),
          rule("GET", "/api/surveys/{survey}/results", SURVEY, STAFF),
          // Follow-up
          rule("GET", "/api/students/{student}/follow-up", STUDENT, READERS),
          rule("GET", "/students/{student}", STUDENT, READERS),
          rule("GET", "/api/students/{student}/history", STUDENT, READERS),
          rule("GET", "/students/{student}/history", STUDENT, READERS),
          rule("GET", "/api/students/{student}/history/bundle", STUDENT, WITNESSES),
          rule("GET", "/api/students/{student}/export", STUDENT, SUBJECTS),
          rule("GET", "/students/{student}/export", STUDENT, SUBJECTS),
          rule("GET", "/api/students/{student}/consultations", STUDENT, with(SUBJECTS, AUDITOR)),
          rule("GET", "/students/{student}/consultations", STUDENT, with(SUBJECTS, AUDITOR)),
          rule("GET", "/api/classes/{code}/follow-up", CLASS, STAFF),
          rule("GET", "/classes/{code}", CLASS, STAFF),
          // Auditing
          rule("GET", "/audit", SCHOOL, EnumSet.of(AUDITOR)),
          rule("GET", "/audit/accounts", SCHOOL, WITNESSES),
          rule("GET", "/audit/students/{student}", STUDENT, EnumSet.of(AUDITOR)),
          rule("GET", "/audit/classes/{code}", CLASS, EnumSet.of(AUDITOR)),
          // Erasing
          rule("POST", "/api/students/{student}/erasure-requests", STUDENT, OPERATORS),
          rule("GET", "/api/erasure-requests", SCHOOL, WITNESSES),
          rule("POST", "/api/erasure-requests/{request}/approval", ERASURE, OPERATORS),
          rule("GET", "/api/retention/preview", SCHOOL, WITNESSES),
          rule("GET", "/erasures", SCHOOL, OPERATORS),
          rule("POST", "/erasures", STUDENT, OPERATORS),
          rule("POST", "/erasures/{request}/approval", ERASURE, OPERATORS),
          // Programs
          rule("GET", "/api/clients", INSTALLATION, OPERATORS),
          rule("POST", "/api/clients", INSTALLATION, OPERATORS),
          rule("DELETE", "/api/clients/{client}", INSTALLATION, OPERATORS),
          rule("GET", "/api/token-keys", INSTALLATION, OPERATORS),
          rule("POST", "/api/token-keys", INSTALLATION, OPERATORS),
          // Operating
          rule("GET", "/api/log/checkpoint", SIGNED_IN, WITNESSES),
          rule("GET", "/api/log/key", SIGNED_IN, WITNESSES),
          rule("POST", "/api/log/verifications", INSTALLATION, OPERATORS),
          rule("GET", "/api/log/verifications/{id}", INSTALLATION, OPERATORS),
          rule("GET", "/api/read-models", INSTALLATION, OPERATORS),
          rule("POST", "/api/read-models/{name}/rebuilds", INSTALLATION, OPERATORS),
          rule("GET", "/api/read-models/{name}/rebuilds/{id}", INSTALLATION, OPERATORS),
          rule("GET", "/api/parked-events", INSTALLATION, OPERATORS),
          rule("POST", "/api/parked-events/{id}/retry", INSTALLATION, OPERATORS),
          rule("POST", "/api/parked-events/{id}/discard", INSTALLATION, OPERATORS),
          rule("GET", "/operations", INSTALLATION, OPERATORS),
          rule("POST", "/operations/rebuilds", INSTALLATION, OPERATORS),
          rule("POST", "/operations/verifications", INSTALLATION, OPERATORS),
          rule("POST", "/operations/parked-events/{id}/retry", INSTALLATION, OPERATORS),
          rule("POST", "/operations/parked-events/{id}/discard", INSTALLATION, OPERATORS));

  /** All rules: those that commands and methods bear, and these. */
  static final List<Rule> ALL =
      Stream.concat(MarkedRules.found().stream(), OTHERS.stream()).toList();

  private Rules() {}

  private static Set<Role> with(Set<Role> roles, Role... more) {
    Set<Role> all = EnumSet.copyOf(roles);
    all.addAll(List.of(more));
    return all;
  }
}
