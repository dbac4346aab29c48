package planted.cycle.one;

import planted.cycle.two.Two;

/** Half of a cycle of modules, planted for ArchitectureTest. */
public record One(Two two) {}
