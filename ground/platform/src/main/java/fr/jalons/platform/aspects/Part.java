package fr.jalons.platform.aspects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aspect of a subject as readers get it.
 *
 * @param name of the aspect
 * @param column plan, do or check
 * @param template with its section; empty for none
 * @param withdrawn entries that were taken back: they are in no view and no figure
 */
public record Part(
    String name,
    String column,
    String template,
    @Nullable Object view,
    List<Figure> figures,
    List<Withdrawn> withdrawn) {}
