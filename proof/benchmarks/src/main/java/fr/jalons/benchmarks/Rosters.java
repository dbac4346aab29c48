package fr.jalons.benchmarks;

import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.ScratchServer;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.roster.RosterReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * First imports of schools with many students into the real program, and the same files parsed
 * alone. Each import is of another school.
 */
final class Rosters implements AutoCloseable {
  private static final int STUDENTS = 2_000;
  private static final int IN_A_CLASS = 20;
  private static final Charset SIECLE = Charset.forName("ISO-8859-15");
  private static final String YEAR = "2026";
  private static final String MEF = "24122141211";

  /** Young objects get little room, so that what survives is looked at often. */
  private static final List<String> SMALL_YOUNG = List.of("-XX:+UseSerialGC", "-Xmn24m", "-Xmx1g");

  private static final Pattern AFTER = Pattern.compile("->(\\d+)M\\(\\d+M\\) ");

  private final JalonsProcess jalons;
  private final Path directory;
  private int schools;

  private Rosters(JalonsProcess jalons, Path directory) {
    this.jalons = jalons;
    this.directory = directory;
  }

  static Rosters start(ScratchServer server, Path directory) throws Exception {
    Files.createDirectories(directory);
    JalonsProcess jalons =
        School.process(server, server.newDatabase(), directory, false).withFullCompiler();
    collections(directory.resolve("jalons.gc")).forEach(jalons::withJvm);
    jalons.start();
    return new Rosters(jalons, directory);
  }

  private static List<String> collections(Path log) {
    return Stream.concat(SMALL_YOUNG.stream(), Stream.of("-Xlog:gc:file=" + log)).toList();
  }

  private String nextSchool() {
    return School.number(700_000 + schools++);
  }

  /** Milliseconds until the import is answered. */
  double imported() throws IOException {
    Map<String, byte[]> files = files(nextSchool());
    long begun = System.nanoTime();
    jalons.upload("/api/rosters", files).expect(200);
    return (System.nanoTime() - begun) / 1e6;
  }

  /** Milliseconds for the same size of files. */
  double parsed() {
    List<RosterFile> files = rosterFiles(nextSchool());
    long begun = System.nanoTime();
    if (RosterReader.read(files).students().size() != STUDENTS) {
      throw new IllegalStateException("not all students were read");
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** Megabytes that survive a collection at most while a school is imported, beyond before. */
  double importedMegabytes() throws IOException {
    Path log = directory.resolve("jalons.gc");
    List<Integer> before = survivors(log);
    imported();
    List<Integer> all = survivors(log);
    int most = all.subList(before.size(), all.size()).stream().max(Integer::compare).orElse(0);
    return Math.max(1, most - (before.isEmpty() ? 0 : before.getLast()));
  }

  /** The same of a program that does nothing but parse. */
  double parsedMegabytes() throws IOException, InterruptedException {
    Path log = directory.resolve("parsing.gc");
    Files.deleteIfExists(log);
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(collections(log));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Parsing.class.getName()));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("parsing failed");
    }
    List<Integer> all = survivors(log);
    return Math.max(1, all.stream().max(Integer::compare).orElse(0) - all.getFirst());
  }

  /** What was left after each collection so far, in megabytes. */
  private static List<Integer> survivors(Path log) throws IOException {
    Matcher found = AFTER.matcher(Files.readString(log));
    return found.results().map(one -> Integer.valueOf(one.group(1))).toList();
  }

  /** Parses one school's files as a program of its own. */
  static final class Parsing {
    private Parsing() {}

    public static void main(String[] args) {
      List<RosterFile> files = rosterFiles(School.number(1));
      System.gc(); // what stands before
      if (RosterReader.read(files).students().size() != STUDENTS) {
        throw new IllegalStateException("not all students were read");
      }
    }
  }

  private static List<RosterFile> rosterFiles(String school) {
    return files(school).entrySet().stream()
        .map(file -> RosterFile.of(file.getKey(), file.getValue()))
        .toList();
  }

  private static Map<String, byte[]> files(String school) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("ElevesSansAdresses.xml", students(school).getBytes(SIECLE));
    files.put("ResponsablesAvecAdresses.xml", guardians(school).getBytes(SIECLE));
    files.put("sts_emp.xml", classes(school).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String each(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining("\n"));
  }

  private static String head(String school) {
    return "<PARAMETRES><UAJ>%s</UAJ><ANNEE_SCOLAIRE>%s</ANNEE_SCOLAIRE><DATE_EXPORT>01/09/%s</DATE_EXPORT></PARAMETRES>"
        .formatted(school, YEAR, YEAR);
  }

  private static String code(int student) {
    return "C" + student / IN_A_CLASS;
  }

  private static String students(String school) {
    return """
        <?xml version="1.0" encoding="ISO-8859-15"?>
        <BEE_ELEVES VERSION="2.1">%s<DONNEES><ELEVES>%s</ELEVES><STRUCTURES>%s</STRUCTURES></DONNEES></BEE_ELEVES>"""
        .formatted(
            head(school),
            each(
                STUDENTS,
                i ->
                    "<ELEVE ELEVE_ID=\"%d\"><NOM_DE_FAMILLE>NOM%d</NOM_DE_FAMILLE><PRENOM>Zoé</PRENOM><DATE_NAISS>25/11/2008</DATE_NAISS><DATE_ENTREE>01/09/%s</DATE_ENTREE><CODE_MEF>%s</CODE_MEF><CODE_STATUT>ST</CODE_STATUT></ELEVE>"
                        .formatted(i + 1, i, YEAR, MEF)),
            each(
                STUDENTS,
                i ->
                    "<STRUCTURES_ELEVE ELEVE_ID=\"%d\"><STRUCTURE><CODE_STRUCTURE>%s</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>"
                        .formatted(i + 1, code(i))));
  }

  private static String guardians(String school) {
    return """
        <?xml version="1.0" encoding="ISO-8859-15"?>
        <BEE_RESPONSABLES VERSION="2.1">%s<DONNEES><PERSONNES>%s</PERSONNES><RESPONSABLES>%s</RESPONSABLES></DONNEES></BEE_RESPONSABLES>"""
        .formatted(
            head(school),
            each(
                STUDENTS,
                i ->
                    "<PERSONNE PERSONNE_ID=\"%d\"><NOM_DE_FAMILLE>NOM%d</NOM_DE_FAMILLE><PRENOM>Léa</PRENOM></PERSONNE>"
                        .formatted(100_000 + i, i)),
            each(
                STUDENTS,
                i ->
                    "<RESPONSABLE><ELEVE_ID>%d</ELEVE_ID><PERSONNE_ID>%d</PERSONNE_ID><RESP_LEGAL>1</RESP_LEGAL><NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE></RESPONSABLE>"
                        .formatted(i + 1, 100_000 + i)));
  }

  private static String classes(String school) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <STS_EDT><PARAMETRES><UAJ CODE="%s"><DENOM_PRINC>LYCEE</DENOM_PRINC></UAJ><ANNEE_SCOLAIRE ANNEE="%s"><DATE_DEBUT>%s-09-01</DATE_DEBUT><DATE_FIN>2027-07-04</DATE_FIN></ANNEE_SCOLAIRE></PARAMETRES>
        <NOMENCLATURES><MATIERES></MATIERES><MEFS><MEF CODE="%s"><LIBELLE_LONG>1CAP2 RESTAURATION</LIBELLE_LONG></MEF></MEFS></NOMENCLATURES>
        <DONNEES><INDIVIDUS>%s</INDIVIDUS><STRUCTURE><DIVISIONS>%s</DIVISIONS></STRUCTURE></DONNEES></STS_EDT>"""
        .formatted(
            school,
            YEAR,
            YEAR,
            MEF,
            each(
                STUDENTS / IN_A_CLASS,
                i ->
                    "<INDIVIDU ID=\"%d\" TYPE=\"epp\"><NOM_USAGE>NOM%d</NOM_USAGE><PRENOM>Paul</PRENOM><FONCTION>ENS</FONCTION></INDIVIDU>"
                        .formatted(9_000 + i, i)),
            each(
                STUDENTS / IN_A_CLASS,
                i ->
                    "<DIVISION CODE=\"C%d\"><LIBELLE_LONG>1CAP2 RESTAURATION</LIBELLE_LONG><SERVICES></SERVICES><MEFS_APPARTENANCE><MEF CODE=\"%s\"/></MEFS_APPARTENANCE></DIVISION>"
                        .formatted(i, MEF)));
  }

  @Override
  public void close() throws Exception {
    jalons.close();
  }
}
