package fr.jalons.faults.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Texts and numbers that have broken programs. */
final class Hostile {
  /** Must never stand in a page as it is. */
  static final String SCRIPT = "<script>alert('fuzz')</script>";

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "a\0b",
          "\u0001\u001b[31m\u007f",
          "\r\nSet-Cookie: fuzz=1",
          "\ud800",
          "x\udc00y",
          "\u202eabc\u202c",
          "\u200b\ufeff",
          "\uffff",
          "مرحبا שלום",
          "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
          "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
          "ﷺ",
          "İıſK",
          SCRIPT,
          "\"><img src=x onerror=alert('fuzz')>",
          "{{7*7}}${7*7}#{7*7}*{7*7}~{layout}__${7*7}__",
          "${jndi:ldap://localhost/a}",
          "'; drop table eventlog.event; --",
          "' or '1'='1",
          "%' or 1=1 --",
          "\\",
          "%",
          "_",
          "%s%n%d {0} {1} '{0}'",
          "../../../../etc/passwd",
          "file:///etc/passwd",
          "javascript:alert('fuzz')",
          "=cmd|' /C calc'!A0",
          "; rm -rf $HOME/nothing",
          "null",
          "undefined",
          "true",
          "NaN",
          "Infinity",
          "0",
          "-1",
          "1e400",
          "9223372036854775807",
          "-9223372036854775808",
          "99999999999999999999999999999999",
          "00000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "1-1-1-1-1",
          "0000-00-00",
          "2026-02-30",
          "2026-13-01",
          "10000-01-01",
          "-999999999-01-01",
          "+999999999-12-31",
          "1899-12-31",
          "9999-12-31",
          "2026-11-26T25:00",
          "2026-03-29T02:30",
          "9999-12-31T23:59:59.999999999+18:00",
          "+1000000000-12-31T23:59:59.999999999Z",
          "sealed:1:00000000-0000-0000-0000-000000000000:x:AAAA",
          "effacé",
          "1CAPPSR",
          "STUDENTS",
          "students");

  /** JSON tokens that are no values, or hardly. */
  private static final List<String> TOKENS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1.5",
          "1e2",
          "1e400",
          "-1e-400",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "1e99999999",
          "123456789012345678901234567890",
          "0.1000000000000000055511151231257827",
          "NaN",
          "Infinity",
          "01",
          "+1",
          ".5",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"\":null}",
          "'x'",
          "undefined",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"\\x\"",
          "\"\t\"",
          "/**/1",
          "{\"@class\":\"java.lang.Runtime\"}",
          "[\"java.net.URL\",\"http://localhost\"]");

  private Hostile() {}

  static String text(RandomGenerator random) {
    return switch (random.nextInt(30)) {
      case 0 -> "x".repeat(256);
      case 1 -> "é".repeat(2001);
      case 2 -> "👻".repeat(random.nextInt(1, 5000));
      case 3 -> "9".repeat(random.nextInt(1, 3000));
      case 4 -> noise(random);
      default -> TEXTS.get(random.nextInt(TEXTS.size()));
    };
  }

  static String token(RandomGenerator random) {
    return switch (random.nextInt(20)) {
      case 0 -> "[".repeat(2000) + "]".repeat(2000);
      case 1 -> "{\"a\":".repeat(1500) + "1" + "}".repeat(1500);
      case 2 -> "1" + "0".repeat(random.nextInt(1, 2000));
      default -> TOKENS.get(random.nextInt(TOKENS.size()));
    };
  }

  private static String noise(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 40); i > 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
    }
    return text.toString();
  }
}
