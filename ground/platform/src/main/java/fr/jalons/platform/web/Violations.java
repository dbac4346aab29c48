package fr.jalons.platform.web;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What the constraints of a command say, with the fields as requests name them. */
final class Violations {
  /** A step of a path that stands for the element of a list. */
  private static final Pattern ELEMENT = Pattern.compile("\\.?<[^>]*>");

  private Violations() {}

  /** In the order of the command's components. */
  static List<Problems.Entry> entries(ConstraintViolationException invalid) {
    return invalid.getConstraintViolations().stream()
        .sorted(Comparator.comparing(Violations::place).thenComparing(Violations::path))
        .map(Violations::entry)
        .toList();
  }

  private static Problems.Entry entry(ConstraintViolation<?> violation) {
    return new Problems.Entry(
        null,
        null,
        field(violation),
        violation.getMessage(),
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName());
  }

  /** The field as the client wrote it. */
  static String field(ConstraintViolation<?> violation) {
    return JsonPropertyPaths.below(violation.getRootBeanClass(), path(violation));
  }

  /** The component that is wrong, or wrong inside. */
  static String component(ConstraintViolation<?> violation) {
    return path(violation).split("[.\\[]", 2)[0];
  }

  /** Below the command; a path through its constructor begins with the constructor's name. */
  private static String path(ConstraintViolation<?> violation) {
    Path.Node first = violation.getPropertyPath().iterator().next();
    String path = ELEMENT.matcher(violation.getPropertyPath().toString()).replaceAll("");
    return first.getKind() == ElementKind.CONSTRUCTOR
        ? path.substring(path.indexOf('.') + 1)
        : path;
  }

  private static int place(ConstraintViolation<?> violation) {
    return Arrays.stream(violation.getRootBeanClass().getRecordComponents())
        .map(component -> component.getName())
        .toList()
        .indexOf(component(violation));
  }
}
