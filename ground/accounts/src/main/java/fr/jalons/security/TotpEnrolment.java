package fr.jalons.security;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.web.util.UriUtils;

/**
 * What a telephone needs to show codes, in the forms it takes them.
 *
 * @param secret to be typed in, in groups of four
 * @param address that a telephone opens
 * @param picture of the address, as an address of an image: nothing is fetched for it
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
    return new TotpEnrolment(text.replaceAll("(.{4})(?=.)", "$1 "), address, picture(address));
  }

  private static String picture(String address) {
    BitMatrix dots = dots(address);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < dots.getHeight(); y++) {
      for (int x = 0; x < dots.getWidth(); x++) {
        if (dots.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %2$d' shape-rendering='crispEdges'><path fill='#fff' d='M0 0h%1$dv%2$dh-%1$dz'/><path d='%3$s'/></svg>"
            .formatted(dots.getWidth(), dots.getHeight(), path);
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }

  private static BitMatrix dots(String address) {
    try {
      return new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0);
    } catch (WriterException e) {
      throw new IllegalStateException("an address that does not fit into a picture", e);
    }
  }
}
