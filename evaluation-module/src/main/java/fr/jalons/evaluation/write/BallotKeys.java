package fr.jalons.evaluation.write;

import fr.jalons.events.SurveyId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key of each survey that is not closed. It turns a respondent into a ballot, always the same
 * one, that nobody can trace once the key is destroyed. Keys are no read model: what is lost here
 * cannot be replayed from the log.
 */
@Component
public class BallotKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;

  BallotKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Gives the survey a key, unless it has one: the command that opens it may be tried again. */
  void create(SurveyId survey) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    jdbc.sql("insert into evaluation.ballot_key (survey, key) values (?, ?) on conflict do nothing")
        .params(survey.value(), key)
        .update();
  }

  /** The seal of a survey, as long as it has a key. */
  Optional<Seal> sealOf(SurveyId survey) {
    return jdbc.sql("select key from evaluation.ballot_key where survey = ?")
        .param(survey.value())
        .query(byte[].class)
        .optional()
        .map(Seal::new);
  }

  /** After this nobody can tell whose ballot is whose, nor test a guess. */
  public void destroy(SurveyId survey) {
    jdbc.sql("delete from evaluation.ballot_key where survey = ?").param(survey.value()).update();
  }

  /** Hides a text behind a key: the same text gives the same 64 hexadecimal digits. */
  static final class Seal {
    private final SecretKeySpec key;

    Seal(byte[] key) {
      this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(String text) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
      }
    }
  }
}
