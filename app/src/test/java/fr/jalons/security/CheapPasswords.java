package fr.jalons.security;

import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes by the program's algorithms with a little memory: tests sign in thousands of times, and a
 * fifth of their time went there. What the program itself does is in {@link PasswordsTest}.
 */
public class CheapPasswords
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final PasswordEncoder CHEAP =
      new Passwords.FewAtATime(
          new DelegatingPasswordEncoder(
              "argon2id",
              Map.of(
                  "argon2id",
                  new Argon2PasswordEncoder(16, 32, 1, 64, 1),
                  "bcrypt",
                  new BCryptPasswordEncoder())));

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context
        .getBeanFactory()
        .addBeanPostProcessor(
            new BeanPostProcessor() {
              @Override
              public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof PasswordEncoder ? CHEAP : bean;
              }
            });
  }
}
