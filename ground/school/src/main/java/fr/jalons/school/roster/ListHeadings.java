package fr.jalons.school.roster;

import java.util.List;
import java.util.Map;

/**
 * What a class list calls its columns.
 *
 * @param headings all of them, as they stand
 * @param columns what is taken from where, by the names of {@link ListColumn}
 */
public record ListHeadings(String file, List<String> headings, Map<String, String> columns) {}
