package fr.jalons.security;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * What a telephone needs to show codes, in the forms it takes them.
 *
 * @param secret to be typed in, in groups of four
 * @param address that a telephone opens
 * @param picture of the address
 */
record TotpEnrolment(String secret, String address, String picture) {
  private static final String ISSUER = "Jalons";

  static TotpEnrolment of(String login, byte[] secret) {
    String text = Totp.base32(secret);
    String address =
        "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
            .formatted(
                ISSUER,
                UriUtils.encode(login, StandardCharsets.UTF_8),
                text,
                ISSUER,
                Totp.DIGITS,
                Totp.STEP_SECONDS);
    return new TotpEnrolment(text.replaceAll("(.{4})(?=.)", "$1 "), address, QrCode.of(address));
  }
}
