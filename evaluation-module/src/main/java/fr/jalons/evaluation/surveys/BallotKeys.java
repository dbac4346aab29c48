package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyId;
import fr.jalons.events.Tags;
import fr.jalons.platform.sealing.PassingSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The key of each survey that is not closed, in the store of keys. It turns a respondent into a
 * ballot, always the same one, that cannot be traced once the key is destroyed. What is lost there
 * cannot be replayed from the log.
 */
@Component
public class BallotKeys {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final String OWNER = Tags.SURVEY + ':';

  private final SecureRandom random = new SecureRandom();
  private final PassingSecrets secrets;

  public BallotKeys(PassingSecrets secrets) {
    this.secrets = secrets;
  }

  /** Gives the survey a key, unless it has one: the command that opens it may be tried again. */
  void create(SurveyId survey) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    keep(survey, key);
  }

  /** Takes over a key that was made elsewhere. */
  public void keep(SurveyId survey, byte[] key) {
    secrets.keep(OWNER + survey, key);
  }

  /** The seal of a survey, as long as it has a key. */
  Optional<Seal> sealOf(SurveyId survey) {
    return secrets.of(OWNER + survey).map(Seal::new);
  }

  /** The surveys that have a key. */
  public List<SurveyId> surveys() {
    return secrets.owners().stream()
        .filter(owner -> owner.startsWith(OWNER))
        .map(owner -> SurveyId.of(owner.substring(OWNER.length())))
        .toList();
  }

  /** After this no ballot can be traced to its voter, nor a guess tested. */
  public void destroy(Collection<SurveyId> surveys) {
    secrets.destroy(surveys.stream().map(survey -> OWNER + survey).toList());
  }

  /** Leaves nothing of destroyed keys in the files of the store; fails until that is done. */
  public void overwrite() {
    secrets.overwrite();
  }

  /** Whether somebody with the store and its master key may still tell whose ballot is whose. */
  public boolean traceable(SurveyId survey) {
    return secrets.remains(OWNER + survey);
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
