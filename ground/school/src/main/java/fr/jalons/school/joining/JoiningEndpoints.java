package fr.jalons.school.joining;

import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.school.joining.FilesOfOne.Described;
import fr.jalons.school.joining.FilesOfOne.Kind;
import fr.jalons.school.joining.FilesOfOne.Pair;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Two files of one student or guardian: joined, separated, and told beforehand. */
@RestController
class JoiningEndpoints {
  private final FilesOfOne files;

  JoiningEndpoints(FilesOfOne files) {
    this.files = files;
  }

  /** Which other file is read as this one from now on. */
  record StudentToJoin(@NotNull UUID joined) {}

  record GuardianToJoin(@NotNull UUID joined) {}

  /** Which other file stands for itself again. */
  record StudentToSeparate(@NotNull UUID joined) {}

  record GuardianToSeparate(@NotNull UUID joined) {}

  /** The file that is kept, and the one that is or was read as it. */
  record Answer(UUID id, UUID joined) {}

  /** The files that are read as one. */
  record Files(UUID id, List<Pair> joined) {}

  @GetMapping("/api/students/{student}/files")
  @Allowed(who = Who.OPERATORS, over = Over.STUDENT, records = true)
  Files ofStudent(@PathVariable StudentId student) {
    return new Files(student.value(), files.pairs(Kind.STUDENTS, student.value()));
  }

  @GetMapping("/api/students/{student}/joining")
  @Allowed(who = Who.OPERATORS, over = Over.STUDENT, records = true)
  Described students(@PathVariable StudentId student, @RequestParam UUID joined) {
    return files.describe(Kind.STUDENTS, student.value(), joined);
  }

  @PostMapping("/api/students/{student}/joining")
  @Allowed(who = Who.OPERATORS, over = Over.STUDENT, records = true)
  ResponseEntity<Answer> joinStudents(
      @PathVariable StudentId student, @Valid @RequestBody StudentToJoin body) {
    return files
        .join(Kind.STUDENTS, student.value(), body.joined)
        .ok(new Answer(student.value(), body.joined));
  }

  @PostMapping("/api/students/{student}/separation")
  @Allowed(who = Who.OPERATORS, over = Over.STUDENT, records = true)
  ResponseEntity<Answer> separateStudents(
      @PathVariable StudentId student, @Valid @RequestBody StudentToSeparate body) {
    return files
        .separate(Kind.STUDENTS, student.value(), body.joined)
        .ok(new Answer(student.value(), body.joined));
  }

  @GetMapping("/api/guardians/{guardian}/files")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  Files ofGuardian(@PathVariable UUID guardian) {
    return new Files(guardian, files.pairs(Kind.GUARDIANS, guardian));
  }

  @GetMapping("/api/guardians/{guardian}/joining")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  Described guardians(@PathVariable UUID guardian, @RequestParam UUID joined) {
    return files.describe(Kind.GUARDIANS, guardian, joined);
  }

  @PostMapping("/api/guardians/{guardian}/joining")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  ResponseEntity<Answer> joinGuardians(
      @PathVariable UUID guardian, @Valid @RequestBody GuardianToJoin body) {
    return files.join(Kind.GUARDIANS, guardian, body.joined).ok(new Answer(guardian, body.joined));
  }

  @PostMapping("/api/guardians/{guardian}/separation")
  @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
  ResponseEntity<Answer> separateGuardians(
      @PathVariable UUID guardian, @Valid @RequestBody GuardianToSeparate body) {
    return files
        .separate(Kind.GUARDIANS, guardian, body.joined)
        .ok(new Answer(guardian, body.joined));
  }
}
