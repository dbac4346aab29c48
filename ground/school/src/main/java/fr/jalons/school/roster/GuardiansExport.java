package fr.jalons.school.roster;

import fr.jalons.school.roster.Roster.Guardian;
import fr.jalons.school.roster.Roster.Guardianship;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads SIECLE's guardians, and of them only those who are legally responsible for a pupil. */
final class GuardiansExport extends Export {
  private final Faults faults;
  private final List<Warning> warnings;
  private final Map<String, Guardian> persons = new LinkedHashMap<>();
  private final List<Guardianship> links = new ArrayList<>();
  private final Set<List<String>> pairs = new HashSet<>();

  GuardiansExport(String file, Faults faults, List<Warning> warnings) {
    super(RosterSource.GUARDIANS, file, faults);
    this.faults = faults;
    this.warnings = warnings;
  }

  @Override
  Map<String, Consumer<XmlElement>> pieces() {
    return Map.of(
        "DONNEES/PERSONNES/PERSONNE", element -> person(fields(element)),
        "DONNEES/RESPONSABLES/RESPONSABLE", element -> link(fields(element)));
  }

  @Override
  void complete() {
    for (Guardianship link : links) {
      if (!persons.containsKey(link.guardian())) {
        faults.add(
            link.place().fault("RESPONSABLE/PERSONNE_ID", "roster.link-of-unknown-guardian"));
      }
    }
  }

  @Override
  boolean tellsNothing() {
    return persons.isEmpty();
  }

  @Override
  Part part() {
    return Part.ofGuardians(header(), List.copyOf(persons.values()), links);
  }

  private void person(Fields fields) {
    String id = fields.requiredAttribute("PERSONNE_ID");
    String family = fields.requiredFirstOf("NOM_DE_FAMILLE", "NOM", "NOM_USAGE");
    String first = fields.text("PRENOM");
    PersonName name = new PersonName(family, fields.text("NOM_USAGE"), first == null ? "" : first);
    String email = Email.of(fields.text("MEL"), fields.place(), warnings);
    if (!id.isEmpty() && persons.putIfAbsent(id, new Guardian(id, name, email)) != null) {
      fields.fault("PERSONNE_ID", "roster.duplicate-guardian");
    }
  }

  private void link(Fields fields) {
    String student = fields.required("ELEVE_ID");
    String guardian = fields.required("PERSONNE_ID");
    int rank = rank(fields);
    if (rank > 0 && !guardian.isEmpty() && pairs.add(List.of(guardian, student))) {
      links.add(new Guardianship(fields.place(), guardian, student, rank));
    }
  }

  /**
   * 0 for someone who pays or may be called but is not legally responsible: no business of ours.
   */
  private static int rank(Fields fields) {
    String legal = fields.text("RESP_LEGAL");
    if (legal == null) {
      return "1".equals(fields.text("NIVEAU_RESPONSABILITE")) ? 1 : 0;
    }
    return switch (legal) {
      case "0" -> 0;
      case "1" -> "2".equals(fields.text("NIVEAU_RESPONSABILITE")) ? 2 : 1;
      case "2" -> 2;
      default -> {
        fields.fault("RESP_LEGAL", "roster.bad-legal-rank");
        yield 0;
      }
    };
  }
}
