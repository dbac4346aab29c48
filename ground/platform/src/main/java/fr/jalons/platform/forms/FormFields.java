package fr.jalons.platform.forms;

import fr.jalons.platform.forms.Choices.Choice;
import fr.jalons.platform.forms.FormField.Kind;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShape.Part;
import fr.jalons.platform.web.Messages;
import jakarta.validation.constraints.Size;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the fields of a form from the components of a command. */
@Component
class FormFields {
  private static final int ONE_LINE = 200;

  /** How many lines a form has for what is written line by line. */
  private static final int LINES = 3;

  private final List<Choices> choices;
  private final Messages messages;

  FormFields(ObjectProvider<Choices> choices, Messages messages) {
    this.choices = choices.orderedStream().toList();
    this.messages = messages;
  }

  /**
   * What a form shows.
   *
   * @param standing what the command would change, by the name of the field
   * @param entered parameters of the request, by name
   * @param errors sentences by field
   */
  record Filling(
      Map<String, String> address,
      Map<String, List<String>> standing,
      Map<String, List<String>> entered,
      Map<String, String> errors) {
    List<String> values(String name) {
      return entered.getOrDefault(name, List.of());
    }

    /** The variables of the address, and the first value of each field. */
    Map<String, String> known() {
      Map<String, String> known = new HashMap<>();
      Stream.of(standing, entered)
          .forEach(
              all ->
                  all.forEach(
                      (name, values) -> values.stream().limit(1).forEach(v -> known.put(name, v))));
      known.putAll(address);
      return known;
    }

    @Nullable String error(String name) {
      return errors.entrySet().stream()
          .filter(
              error ->
                  error.getKey().equals(name)
                      || error.getKey().startsWith(name + '.')
                      || error.getKey().startsWith(name + '['))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
  }

  List<FormField> of(CommandShape shape, Filling filling) {
    List<FormField> fields = new ArrayList<>();
    for (Part part : shape.parts()) {
      if (part.source() == CommandShape.Source.BODY) {
        field(shape, part, filling).ifPresent(fields::add);
      }
    }
    return fields;
  }

  /** Whether a form offers values for this component by name. */
  boolean isChosen(CommandShape shape, Part part) {
    return offering(shape, part, element(part)).isPresent();
  }

  private Optional<FormField> field(CommandShape shape, Part part, Filling filling) {
    String name = part.written();
    String label = shape.type().getSimpleName() + '.' + part.name();
    Class<?> element = element(part);
    Optional<Choices> offering = offering(shape, part, element);
    if (element.isRecord() && part.many() && offering.isEmpty()) {
      return table(shape, part, element, label, filling);
    }
    List<Choice> offered =
        offering
            .map(known -> withEarlier(known.offered(part, filling.known()), name, filling))
            .orElseGet(() -> constants(element));
    boolean unknown = isIdentifier(element) || Map.class.isAssignableFrom(element);
    if (unknown && offering.isEmpty()) {
      return Optional.empty(); // it has no name to choose by, and people do not know it by heart
    }
    if (!part.required() && offering.isPresent() && offered.isEmpty()) {
      return Optional.empty(); // there is nothing to choose
    }
    Size size = part.constraint(Size.class);
    Integer longest = size == null || part.many() ? null : size.max();
    return Optional.of(
        new FormField(
            name,
            label,
            kind(element, part.many(), !offered.isEmpty() || offering.isPresent(), longest),
            part.required(),
            longest,
            offered,
            filling.values(name),
            List.of(),
            filling.error(name)));
  }

  /** What was chosen before stays to be chosen: who changes something else must not lose it. */
  private List<Choice> withEarlier(List<Choice> offered, String name, Filling filling) {
    Set<String> values = offered.stream().map(Choice::value).collect(Collectors.toSet());
    return Stream.concat(
            offered.stream(),
            filling.standing.getOrDefault(name, List.of()).stream()
                .filter(value -> !values.contains(value))
                .map(value -> new Choice(value, messages.of("forms.earlier"))))
        .toList();
  }

  private Optional<Choices> offering(CommandShape shape, Part part, Class<?> element) {
    return choices.stream().filter(known -> known.offers(shape, part, element)).findFirst();
  }

  /** A list of records: one line for each thing that its first component may name. */
  private Optional<FormField> table(
      CommandShape shape, Part part, Class<?> line, String label, Filling filling) {
    RecordComponent[] columns = line.getRecordComponents();
    Optional<Choices> offering = offering(shape, part, columns[0].getType());
    if (offering.isEmpty() && FormBody.isWritten(line)) {
      return Optional.of(lines(part, line, label, filling));
    }
    if (offering.isEmpty()) {
      return Optional.empty();
    }
    List<FormField.Row> rows = new ArrayList<>();
    for (Choice about : offering.get().offered(part, filling.known())) {
      String prefix = part.written() + '[' + rows.size() + ']';
      List<FormField> fields =
          Stream.of(columns)
              .skip(1)
              .map(column -> cell(line, prefix + '.' + column.getName(), column, filling))
              .toList();
      rows.add(new FormField.Row(prefix + '.' + columns[0].getName(), about, fields));
    }
    return Optional.of(
        new FormField(
            part.written(),
            label,
            Kind.TABLE,
            part.required(),
            null,
            List.of(),
            List.of(),
            rows,
            filling.error(part.written())));
  }

  /** Lines that are written and not chosen: a few, of which those left empty are none. */
  private FormField lines(Part part, Class<?> line, String label, Filling filling) {
    List<FormField.Row> rows = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      String prefix = part.written() + '[' + i + ']';
      rows.add(
          new FormField.Row(
              null,
              new Choice("", Integer.toString(i + 1)),
              Stream.of(line.getRecordComponents())
                  .map(column -> cell(line, prefix + '.' + column.getName(), column, filling))
                  .toList()));
    }
    return new FormField(
        part.written(),
        label,
        Kind.TABLE,
        part.required(),
        null,
        List.of(),
        List.of(),
        rows,
        filling.error(part.written()));
  }

  private FormField cell(Class<?> line, String name, RecordComponent column, Filling filling) {
    List<Choice> constants = constants(column.getType());
    return new FormField(
        name,
        line.getSimpleName() + '.' + column.getName(),
        kind(column.getType(), false, !constants.isEmpty(), null),
        false,
        null,
        constants,
        filling.values(name),
        List.of(),
        filling.error(name));
  }

  private List<Choice> constants(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(Enum.class::cast)
            .map(
                constant ->
                    new Choice(
                        constant.name(), messages.of(type.getSimpleName() + '.' + constant.name())))
            .toList()
        : List.of();
  }

  static Class<?> element(Part part) {
    return part.many()
            && part.component().getGenericType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> element
        ? element
        : part.type();
  }

  private static boolean isIdentifier(Class<?> type) {
    return type == UUID.class || type.isRecord();
  }

  private static Kind kind(Class<?> type, boolean many, boolean chosen, @Nullable Integer longest) {
    if (chosen) {
      return many ? Kind.SOME_OF : Kind.ONE_OF;
    }
    if (many) {
      return Kind.LINES;
    }
    if (type == LocalDate.class) {
      return Kind.DAY;
    }
    if (type == Instant.class) {
      return Kind.MOMENT;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Kind.YES_NO;
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return Kind.NUMBER;
    }
    return longest != null && longest <= ONE_LINE ? Kind.TEXT : Kind.LONG_TEXT;
  }
}
