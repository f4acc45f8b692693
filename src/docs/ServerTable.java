import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes the README's table of servers from what the suite reported: {@code java src/docs/ServerTable.java}, after
 * {@code mvn verify -Pall-servers} with each JDK. Warns of results of different WARs.
 */
public final class ServerTable {

    private static final Path REPORTS = Path.of("arquillian-tests/target/failsafe-reports");
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- servers: written by src/docs/ServerTable.java -->\n";
    private static final String END = "<!-- servers: end -->\n";

    /** One run of the suite on one server. */
    private record Run(
            String server, String java, String cdi, String json, String war, int passed, int failed, Set<String> lacks) {

        String result() {
            return failed == 0 ? String.valueOf(passed) : passed + " of " + (passed + failed);
        }
    }

    private ServerTable() {}

    public static void main(String[] args) throws Exception {
        List<Run> runs = new ArrayList<>();
        for (Path facts : find(REPORTS, "facts.json")) runs.add(read(facts));
        if (runs.isEmpty()) throw new IllegalStateException("no results in " + REPORTS + ": run mvn verify -Pall-servers");
        Set<String> wars = runs.stream().map(Run::war).collect(Collectors.toSet());
        if (wars.size() > 1) System.err.println("These are results of " + wars.size() + " WARs: run all again.");
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(README, readme.substring(0, begin) + table(runs) + readme.substring(readme.indexOf(END)));
    }

    private static List<Path> find(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
        }
    }

    private static Run read(Path factsFile) throws Exception {
        String facts = Files.readString(factsFile);
        int passed = 0;
        int failed = 0;
        Set<String> lacks = new TreeSet<>();
        for (Path report : find(factsFile.getParent(), "TEST-.*\\.xml")) {
            Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
            Element suite = xml.getDocumentElement();
            int failures = number(suite, "failures") + number(suite, "errors");
            failed += failures;
            passed += number(suite, "tests") - number(suite, "skipped") - failures;
            for (int i = 0; i < suite.getElementsByTagName("skipped").getLength(); i++) {
                Element skipped = (Element) suite.getElementsByTagName("skipped").item(i);
                String[] words = skipped.getAttribute("message").split(" has no ", 2); // else a quirk
                if (words.length == 2) lacks.addAll(List.of(words[1].split(", ")));
            }
        }
        return new Run(
                name(value(facts, "\"name\""), value(facts, "\"server\"")),
                value(facts, "\"java\"").replaceFirst("\\..*", ""),
                implementation(facts, "cdi"),
                implementation(facts, "jsonBinding"),
                value(facts, "\"war\""),
                passed,
                failed,
                lacks);
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static String value(String facts, String key) {
        Matcher matcher = Pattern.compile(key + ":\"([^\"]*)\"").matcher(facts);
        if (!matcher.find()) throw new IllegalStateException("no " + key + " in " + facts);
        return matcher.group(1);
    }

    /** What a server calls itself, without its engine's name and the kind of its release. */
    private static String name(String profile, String info) {
        String server = profile.equals("tomee") ? "TomEE on " + info : info;
        return server.replaceFirst("^Undertow - ", "Embedded: Undertow ")
                .replaceFirst(" \\(WildFly Core.*", "")
                .replaceAll("\\.Final|Apache |^Eclipse ", "")
                .replaceFirst("^jetty", "Jetty")
                .replace('/', ' ')
                .strip();
    }

    private static String implementation(String facts, String key) {
        String found = facts.substring(facts.indexOf("\"" + key + "\""));
        String type = value(found, "\"class\"");
        String name = Stream.of("weld", "webbeans", "yasson", "johnzon").filter(type::contains).findFirst().orElse(type);
        String version = value(found, "\"version\"").replaceFirst("[ .]?(Final|SP\\d+).*", "");
        String title = name.equals("webbeans") ? "OpenWebBeans" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return title + (version.equals("unknown") ? "" : " " + version);
    }

    private static String table(List<Run> runs) {
        Map<String, List<Run>> servers = new TreeMap<>(
                Comparator.comparing((String name) -> !name.startsWith("Embedded")).thenComparing(Comparator.naturalOrder()));
        for (Run run : runs) servers.computeIfAbsent(run.server, name -> new ArrayList<>()).add(run);
        StringBuilder table = new StringBuilder("| server | Java | CDI | JSON Binding | tests passed | has no |\n| --- | --- | --- | --- | --- | --- |\n");
        servers.forEach((server, all) -> {
            Run last = all.get(all.size() - 1);
            table.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            server,
                            all.stream().map(Run::java).distinct().sorted().collect(Collectors.joining(", ")),
                            last.cdi,
                            last.json,
                            all.stream().map(Run::result).distinct().collect(Collectors.joining(", ")),
                            String.join(", ", last.lacks)));
        });
        return table.toString();
    }
}
