package fr.jalons.indicators;

import fr.jalons.platform.aspects.Indicator;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of one scope in one period.
 *
 * @param code row of the grid
 * @param by part of a breakdown; null for the total
 * @param label its name
 * @param value numerator ÷ denominator; null (∅) if the denominator is 0, or if it is withheld
 * @param numerator null if it is withheld, as is the denominator
 * @param people different students whose facts the denominator holds; null where none is involved
 * @param withheld whether too few students stand behind it for a reader who sees figures only
 * @param formula what is divided by what
 * @param version version of the formula
 * @param from first day
 * @param until last day
 */
public record IndicatorLine(
    String code,
    @Nullable String by,
    String label,
    @Nullable Double value,
    Indicator.Unit unit,
    @Nullable Number numerator,
    @Nullable Number denominator,
    @Nullable Long people,
    boolean withheld,
    String formula,
    String version,
    Scope scope,
    LocalDate from,
    LocalDate until) {

  IndicatorLine asWithheld() {
    return new IndicatorLine(
        code, by, label, null, unit, null, null, null, true, formula, version, scope, from, until);
  }
}
