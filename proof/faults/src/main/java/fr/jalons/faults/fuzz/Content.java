package fr.jalons.faults.fuzz;

import fr.jalons.faults.SmallSchool;
import fr.jalons.faults.fuzz.Attempt.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bodies: JSON of a schema, forms, files, each whole or damaged. */
final class Content {
  private static final Charset SIECLE = Charset.forName("ISO-8859-15");
  private static final List<String> FIELDS = List.of("reason", "student", "back", "id", "username");

  private final RandomGenerator random;
  private final Values values;
  private final Pool pool;

  Content(RandomGenerator random, Values values, Pool pool) {
    this.random = random;
    this.values = values;
    this.pool = pool;
  }

  /** What the example holds, or else what the schema allows. */
  byte[] of(Operation operation, List<Header> headers, boolean damaged, @Nullable Object example) {
    return switch (operation.type()) {
      case Operation.FILES -> files(headers, damaged);
      case Operation.FORM ->
          (example instanceof Map<?, ?> fields ? filled(fields, damaged) : form(operation, damaged))
              .getBytes(StandardCharsets.UTF_8);
      default -> {
        boolean torn = damaged && random.nextInt(4) > 0;
        Object value = example == null ? values.of(operation.schema(), "", 0) : example;
        String json = new Bodies(random).json(value, torn);
        yield json.getBytes(damaged ? charset() : StandardCharsets.UTF_8);
      }
    };
  }

  private Charset charset() {
    return switch (random.nextInt(40)) {
      case 0 -> StandardCharsets.UTF_16;
      case 1 -> StandardCharsets.UTF_16LE;
      case 2 -> StandardCharsets.ISO_8859_1;
      case 3 -> Charset.forName("UTF-32");
      default -> StandardCharsets.UTF_8;
    };
  }

  private String form(Operation operation, boolean damaged) {
    if (operation.path().equals("/oauth2/token") && random.nextInt(2) == 0) {
      return "grant_type=client_credentials&scope=read+write+operate&client_id=demo&client_secret="
          + (random.nextBoolean() ? "demo" : encoded(Hostile.text(random)));
    }
    StringBuilder form = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String field = pool.any("fields", random);
      if (field == null || random.nextBoolean()) {
        field = FIELDS.get(random.nextInt(FIELDS.size()));
      }
      String known = pool.any(Pool.kind(field), random);
      boolean whole = random.nextInt(3) > 0 && !operation.path().equals("/login");
      String value = known != null && whole ? known : Hostile.text(random);
      form.append(form.isEmpty() ? "" : "&").append(field).append('=').append(encoded(value));
    }
    return damaged && random.nextInt(8) == 0 ? form + "&%=%ED%A0%80&=&%00" : form.toString();
  }

  private String filled(Map<?, ?> fields, boolean damaged) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + encoded(
                            damaged && random.nextInt(3) == 0
                                ? Hostile.text(random)
                                : String.valueOf(field.getValue())))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private byte[] files(List<Header> headers, boolean damaged) {
    String boundary = "fuzz" + random.nextInt(1000);
    headers.removeIf(header -> header.name().equals("Content-Type"));
    headers.add(new Header("Content-Type", Operation.FILES + "; boundary=" + boundary));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(SmallSchool.files()).entrySet()) {
        if (!damaged || random.nextInt(4) > 0) {
          String name = damaged && random.nextInt(5) == 0 ? Hostile.text(random) : file.getKey();
          String part = damaged && random.nextInt(8) == 0 ? Hostile.text(random) : "files";
          body.writeBytes(
              ("--"
                      + boundary
                      + "\r\nContent-Disposition: form-data; name=\""
                      + part
                      + "\"; filename=\""
                      + name
                      + "\"\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
          body.writeBytes(damaged ? spoiled(file.getValue()) : file.getValue());
          body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean open = damaged && random.nextInt(8) == 0;
    body.writeBytes((open ? "" : "--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private byte[] spoiled(byte[] file) {
    String xml = new String(file, SIECLE);
    int at = random.nextInt(xml.length());
    String spoiled =
        switch (random.nextInt(12)) {
          case 0 -> xml.substring(0, at);
          case 1 -> xml.substring(0, at) + Hostile.text(random) + xml.substring(at);
          case 2 ->
              xml.replaceFirst(
                  ">[^<>\\s]+<",
                  java.util.regex.Matcher.quoteReplacement(">" + Hostile.SCRIPT + "<"));
          case 3 ->
              xml.replaceFirst("\\?>", "?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>");
          case 4 -> xml.replaceFirst("encoding=\"[^\"]*\"", "encoding=\"UTF-16\"");
          case 5 -> xml.replaceFirst("encoding=\"[^\"]*\"", "encoding=\"fuzz\"");
          case 6 -> xml.replaceAll(">(\\d+)<", ">99999999999999999999<");
          case 7 -> xml.replaceAll(">\\d\\d/\\d\\d/(\\d+)<", ">31/02/$1<");
          case 8 -> "PK\u0003\u0004" + xml;
          case 9 -> "<a>".repeat(20_000);
          case 10 -> "";
          default -> xml;
        };
    return spoiled.getBytes(random.nextInt(8) == 0 ? StandardCharsets.UTF_8 : SIECLE);
  }
}
