package planted.cycle.two;

import org.jspecify.annotations.Nullable;
import planted.cycle.one.One;

/** The other half. */
public record Two(@Nullable One one) {}
