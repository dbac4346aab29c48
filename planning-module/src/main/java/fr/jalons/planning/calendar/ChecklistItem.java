package fr.jalons.planning.calendar;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What each student has ready before a placement.
 *
 * @param code capitals, digits and low lines
 */
public record ChecklistItem(
    @NotNull @Pattern(regexp = "[A-Z0-9_]{1,40}") String code,
    @NotBlank @Size(max = 200) String label) {}
