package fr.jalons.privacy;

import fr.jalons.events.AccountEvent.LinkIssued;
import fr.jalons.events.AccountEvent.SecondFactorRemoved;
import fr.jalons.events.OperatingEvent.ClientRegistered;
import fr.jalons.events.OperatingEvent.ClientSecretRenewed;
import fr.jalons.events.PrivacyEvent.RoleGranted;
import fr.jalons.events.PrivacyEvent.RoleWithdrawn;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;

/**
 * Whether two who decide together are two people. Who made an account, issued a link to it, reset
 * its second factor or made it an administrator may have kept a way in; so may who registered a
 * program. The log tells who that was, through any number of steps and without a limit of time: it
 * cannot tell that somebody else has the account to themselves by now. Accounts that the operator
 * names in the environment are in no administrator's hands.
 *
 * @param first all who may be behind the one who asked
 * @param second all who may be behind the one who approves
 */
record TwoPeople(String asking, Set<String> first, String approving, Set<String> second) {
  private static final String PERSON = "user:";
  private static final String PROGRAM = "client:";
  private static final String ADMINISTRATOR = "administrator";

  static TwoPeople of(
      String asking, String approving, StateManager states, ProcessingContext context) {
    return new TwoPeople(
        asking, behind(asking, states, context), approving, behind(approving, states, context));
  }

  /** Refuses one person in two roles, and says why. */
  void requireTwo() {
    if (!approving.startsWith(PERSON)) {
      throw refused("privacy.program-approves");
    }
    if (asking.equals(approving)) {
      throw refused("privacy.second-administrator");
    }
    if (first.contains(approving)) {
      throw refused("privacy.asked-by-own-account");
    }
    if (second.contains(asking)) {
      throw refused("privacy.account-of-who-asked");
    }
    if (!Collections.disjoint(first, second)) {
      throw refused("privacy.same-hands");
    }
  }

  private static Refusal refused(String key) {
    return new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of(null, key)));
  }

  /** An account or program, and all who ever had it in hand. */
  private static Set<String> behind(String actor, StateManager states, ProcessingContext context) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(actor));
    while (!open.isEmpty()) {
      String one = open.remove();
      if (one.startsWith(PERSON) && found.add(one)) {
        String id = one.substring(PERSON.length());
        open.addAll(states.loadEntity(AccountHands.class, id, context).join().hands());
      } else if (one.startsWith(PROGRAM) && found.add(one)) {
        String id = one.substring(PROGRAM.length());
        open.addAll(states.loadEntity(ProgramHands.class, id, context).join().hands());
      }
    }
    return found;
  }

  /**
   * Who had an account in hand.
   *
   * @param given whether it has roles
   */
  @DecisionModel(tag = Tags.ACCOUNT)
  record AccountHands(Set<String> hands, boolean given) {
    AccountHands() {
      this(Set.of(), false);
    }

    /** Changing what a teacher reaches does not make anybody the teacher. */
    AccountHands evolve(RoleGranted event) {
      boolean made = !given || event.roles().contains(ADMINISTRATOR);
      return new AccountHands(made ? plus(hands, event.grantedBy()) : hands, true);
    }

    AccountHands evolve(RoleWithdrawn event) {
      return new AccountHands(hands, false);
    }

    AccountHands evolve(LinkIssued event) {
      return new AccountHands(plus(hands, event.by()), given);
    }

    AccountHands evolve(SecondFactorRemoved event) {
      return new AccountHands(plus(hands, event.by()), given);
    }
  }

  /** Who had the secret of a program in hand. */
  @DecisionModel(tag = Tags.CLIENT)
  record ProgramHands(Set<String> hands) {
    ProgramHands() {
      this(Set.of());
    }

    ProgramHands evolve(ClientRegistered event) {
      return new ProgramHands(plus(hands, event.by()));
    }

    ProgramHands evolve(ClientSecretRenewed event) {
      return new ProgramHands(plus(hands, event.by()));
    }
  }

  private static Set<String> plus(Set<String> hands, String one) {
    Set<String> more = new LinkedHashSet<>(hands);
    more.add(one);
    return Collections.unmodifiableSet(more);
  }
}
