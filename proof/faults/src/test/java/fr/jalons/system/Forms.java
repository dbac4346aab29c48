package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.SelectOption;

/** What somebody does with the forms of commands, in French. */
final class Forms {
  /** Milliseconds: a busy machine is no fault. */
  private static final double ANSWERED = 60_000;

  private Forms() {}

  /** With an account of the demonstration. */
  static void signIn(Page page, String login) {
    page.locator("#username").fill(login);
    page.locator("#password").fill("demo");
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Se connecter").setExact(true))
        .click();
  }

  /** The first link of this name. */
  static void open(Page page, String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first().click();
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
  }

  /** By its name in the command. */
  static Locator field(Page page, String name) {
    return page.locator("#field-" + name);
  }

  /** The first thing that is offered. */
  static void choose(Page page, String name) {
    field(page, name).selectOption(new SelectOption().setIndex(1));
  }

  /** The only form of the page. */
  static void send(Page page) {
    send(page, page.locator("main form button[type=submit]"));
  }

  /** Tells a tap that sent nothing from an answer that is late. */
  static void send(Page page, Locator button) {
    page.waitForResponse(
        answer -> answer.request().method().equals("POST"),
        new Page.WaitForResponseOptions().setTimeout(ANSWERED),
        () ->
            page.waitForRequest(request -> request.method().equals("POST"), () -> button.click()));
  }

  static void done(Page page, String what) {
    assertThat(page.locator("main [role=status]")).containsText("Enregistré : " + what);
  }
}
