package fr.jalons.platform.web;

import fr.jalons.marks.IfMatch;
import fr.jalons.marks.Named;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Sender;
import fr.jalons.platform.commands.Correction;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command that can be posted, as its record says it: what the address has, and what the body.
 *
 * @param parts the components, in their order
 * @param constructor takes their values
 */
public record CommandShape(Class<?> type, Post post, List<Part> parts, Constructor<?> constructor) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::[^}]*)?}");

  /** Each is read once: rules ask at every command. */
  private static final ClassValue<CommandShape> KNOWN =
      new ClassValue<>() {
        @Override
        protected CommandShape computeValue(Class<?> type) {
          return read(type);
        }
      };

  private static final ClassValue<Constructor<?>> ID_CONSTRUCTORS =
      new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> id) {
          return idConstructor(id);
        }
      };

  /** Where a component comes from. */
  public enum Source {
    PATH,
    /** What is new: the body may give its identifier. */
    NEW_ID,
    BODY,
    /** The header {@code If-Match}. */
    VERSION,
    /** The session or token. */
    SENDER,
    /** A {@link Correction}: null unless the command corrects a record. */
    CORRECTION
  }

  /**
   * One component.
   *
   * @param written its name in the body or address
   */
  public record Part(int index, RecordComponent component, String written, Source source) {
    public String name() {
      return component.getName();
    }

    public Class<?> type() {
      return component.getType();
    }

    /** Its value in a command. */
    public @Nullable Object of(Object command) {
      try {
        component.getAccessor().setAccessible(true);
        return component.getAccessor().invoke(command);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }

    /** Its type for reading, which may be left out: an {@code int} is an {@code Integer}. */
    public Type boxed() {
      return type().isPrimitive()
          ? MethodType.methodType(type()).wrap().returnType()
          : component.getGenericType();
    }

    /** Whether the body may have it. */
    public boolean inBody() {
      return source == Source.BODY || source == Source.NEW_ID;
    }

    /** Whether it is a list or the like: left out, it is empty. */
    public boolean many() {
      return Collection.class.isAssignableFrom(type());
    }

    /** Whether null is refused. */
    public boolean required() {
      return Stream.<Class<? extends Annotation>>of(NotNull.class, NotBlank.class, NotEmpty.class)
          .anyMatch(constraint -> constraint(constraint) != null);
    }

    /** Whether it may be missing: what is left out then stands for nothing. */
    boolean optional() {
      return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** A constraint; those of Bean Validation stand on a record's field. */
    public <A extends Annotation> @Nullable A constraint(Class<A> constraint) {
      try {
        return component
            .getDeclaringRecord()
            .getDeclaredField(component.getName())
            .getAnnotation(constraint);
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(e); // every component has it
      }
    }
  }

  /**
   * Reads the record.
   *
   * @throws IllegalStateException if its parts do not fit its address
   */
  public static CommandShape of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static CommandShape read(Class<?> type) {
    Post post = type.getAnnotation(Post.class);
    RecordComponent[] components = type.getRecordComponents();
    if (post == null || components == null || components.length == 0) {
      throw wrong(type, "cannot be posted: it must be a record with @Post and components");
    }
    List<String> variables = variables(post.value());
    List<Part> parts = new ArrayList<>();
    for (RecordComponent component : components) {
      parts.add(part(type, parts.size(), component, variables));
    }
    variables.forEach(
        name -> {
          if (parts.stream().noneMatch(part -> part.name().equals(name))) {
            throw wrong(type, "has no component for {" + name + "} of its address");
          }
        });
    Page page = type.getAnnotation(Page.class);
    if (page != null && !variables.containsAll(variables(page.value()))) {
      throw wrong(type, "has a @Page with variables that its @Post has not");
    }
    return new CommandShape(type, post, List.copyOf(parts), canonical(type));
  }

  private static List<String> variables(String path) {
    return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
  }

  private static Part part(
      Class<?> type, int index, RecordComponent component, List<String> variables) {
    Named named = component.getAnnotation(Named.class);
    String written = named == null ? component.getName() : named.value();
    Source source = source(index, component, variables);
    if (source == Source.NEW_ID) {
      written = "id";
      ID_CONSTRUCTORS.get(component.getType());
    }
    Part part = new Part(index, component, written, source);
    if (component.getType().isPrimitive() && source == Source.BODY && !part.required()) {
      throw wrong(type, "needs @NotNull on " + written + ": a body may leave it out");
    }
    return part;
  }

  private static Source source(int index, RecordComponent component, List<String> variables) {
    if (component.isAnnotationPresent(IfMatch.class)) {
      return Source.VERSION;
    }
    if (component.isAnnotationPresent(Sender.class)) {
      return Source.SENDER;
    }
    if (component.getType() == Correction.class) {
      return Source.CORRECTION;
    }
    if (variables.contains(component.getName())) {
      return Source.PATH;
    }
    return index == 0 ? Source.NEW_ID : Source.BODY;
  }

  /** Makes an identifier of a UUID. */
  Constructor<?> idConstructor() {
    return ID_CONSTRUCTORS.get(parts.getFirst().type());
  }

  private static Constructor<?> idConstructor(Class<?> id) {
    try {
      Constructor<?> constructor = id.getDeclaredConstructor(UUID.class);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          "A command begins with "
              + id.getName()
              + ", which is neither in its address nor an identifier made of a UUID",
          e);
    }
  }

  private static IllegalStateException wrong(Class<?> type, String what) {
    return new IllegalStateException(type.getName() + ' ' + what);
  }

  /** The address of its form; null if it has none. */
  public @Nullable Page page() {
    return type.getAnnotation(Page.class);
  }

  /** Whether it can correct what it made. */
  public boolean corrects() {
    return parts.stream().anyMatch(part -> part.source() == Source.CORRECTION);
  }

  Part correction() {
    return parts.stream()
        .filter(part -> part.source() == Source.CORRECTION)
        .findFirst()
        .orElseThrow(() -> wrong(type, "corrects nothing"));
  }

  /** Whether it makes something new. */
  public boolean creates() {
    return parts.getFirst().source() == Source.NEW_ID;
  }

  boolean hasBody() {
    return parts.stream().anyMatch(Part::inBody);
  }

  /** The component that the body or a form calls so. */
  @Nullable Part written(String name) {
    for (Part part : parts) {
      if (part.inBody() && part.written().equals(name)) {
        return part;
      }
    }
    return null;
  }

  public Part named(String name) {
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong(type, "has no component " + name));
  }

  private static Constructor<?> canonical(Class<?> type) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // every record has it
    }
  }

  /** A path in which {@code {names}} of components, and {@code {id}}, stand for their values. */
  String filled(String path, @Nullable Object[] values) {
    Matcher variables = VARIABLE.matcher(path);
    return variables.replaceAll(
        found -> {
          String name = found.group(1);
          Part part =
              name.equals("id") && parts.stream().noneMatch(p -> p.name().equals("id"))
                  ? parts.getFirst()
                  : named(name);
          return Matcher.quoteReplacement(String.valueOf(values[part.index()]));
        });
  }
}
