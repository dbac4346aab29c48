package fr.jalons.school;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameCodeClassesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 10, 5);
  private static final StructureId OURS = inSchool("0999999Z");
  private static final StructureId THEIRS = inSchool("0999998Y");

  @Test
  void inAKnownSchoolItsOwnIsMeant() {
    SameCodeClasses both = after(declared(OURS), declared(THEIRS));

    assertThat(both.meant(OURS.school(), DAY)).containsExactly(OURS);
    assertThat(both.meant(THEIRS.school(), DAY)).containsExactly(THEIRS);
  }

  @Test
  void aWithdrawnOneOfOnesOwnSchoolIsNeverReplacedByThatOfAnother() {
    SameCodeClasses both = after(declared(OURS), declared(THEIRS), withdrawn(OURS, DAY));

    assertThat(both.meant(OURS.school(), DAY)).containsExactly(OURS);
    assertThat(after(declared(THEIRS)).meant(OURS.school(), DAY)).isEmpty();
  }

  @Test
  void withoutASchoolThoseCountThatExistOnThatDay() {
    SameCodeClasses both = after(declared(OURS), declared(THEIRS), withdrawn(OURS, DAY));

    assertThat(both.meant(null, DAY)).containsExactly(THEIRS);
    assertThat(both.meant(null, DAY.minusDays(1))).containsExactly(OURS, THEIRS);
  }

  @Test
  void whatIsDeclaredAgainExistsAgain() {
    SameCodeClasses both =
        after(declared(OURS), declared(THEIRS), withdrawn(OURS, DAY), declared(OURS));

    assertThat(both.meant(null, DAY)).containsExactlyInAnyOrder(OURS, THEIRS);
  }

  @Test
  void aFormerCodeLeadsToAClassWhileNothingElseBearsIt() {
    StructureDeclared renamed = declaredAs(OURS, "1CAPA", "1CAP");
    StructureId another = OURS.again(2);
    StructureDeclared anew = declaredAs(another, "1CAP");

    assertThat(after(declared(OURS), renamed).meant(OURS.school(), DAY)).containsExactly(OURS);
    assertThat(after(declared(OURS), renamed, anew).meant(OURS.school(), DAY))
        .containsExactly(another);
    assertThat(
            after(declared(OURS), renamed, anew, withdrawn(another, DAY)).meant(OURS.school(), DAY))
        .containsExactly(OURS);
  }

  @Test
  void amongSchoolsWhoBearsTheCodeComesBeforeWhoBoreIt() {
    StructureDeclared renamed = declaredAs(OURS, "1CAPA", "1CAP");

    assertThat(after(declared(OURS), declared(THEIRS), renamed).meant(null, DAY))
        .containsExactly(THEIRS);
    assertThat(after(declared(OURS), declared(THEIRS), renamed).meant(OURS.school(), DAY))
        .containsExactly(OURS);
  }

  private static StructureDeclared declaredAs(StructureId id, String code, String... former) {
    return new StructureDeclared(
        id, id.school(), 2026, code, null, List.of(), code, List.of(former));
  }

  private static SameCodeClasses after(DomainEvent... events) {
    SameCodeClasses namesakes = new SameCodeClasses("1CAP");
    for (DomainEvent event : events) {
      namesakes = namesakes.evolve(event);
    }
    return namesakes;
  }

  private static StructureId inSchool(String uai) {
    return StructureId.of(new SchoolId(uai), StructureId.Kind.CLASS, "1CAP");
  }

  private static StructureDeclared declared(StructureId structure) {
    return new StructureDeclared(structure, structure.school(), 2026, "1CAP", null, List.of());
  }

  private static StructureWithdrawn withdrawn(StructureId structure, LocalDate on) {
    return new StructureWithdrawn(structure, structure.school(), on, "1CAP", List.of());
  }
}
