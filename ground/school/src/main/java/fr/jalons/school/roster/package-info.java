/**
 * Reads a school's roster from the files that SIECLE and STS-web export. Pure: bytes in, a checked
 * {@link fr.jalons.school.roster.Roster} or a refusal out; nothing is compared here with what was
 * known before.
 */
@NamedInterface("roster-files")
@NullMarked
package fr.jalons.school.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
