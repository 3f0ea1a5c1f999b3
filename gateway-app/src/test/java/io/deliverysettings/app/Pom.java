package io.deliverysettings.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a pom of the repository names, by artifact ids; our own modules left out. */
final class Pom {

    private static final String OURS = "[not(groupId='io.deliverysettings')]";

    /** Modules that are there for tests, those of other builds too, and an example. */
    private static final Set<String> FOR_TESTS =
            Set.of("delivery-settings-application-testkit", "delivery-settings-architecture-rules", "numbers");

    private final Document document;

    private Pom(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            document = factory.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException | IOException unreadable) {
            throw new AssertionError(file.toString(), unreadable);
        }
    }

    /** The root's, the modules' and those of the examples. */
    static List<Pom> all() {
        List<Pom> poms = new ArrayList<>();
        poms.add(new Pom(Repository.root().resolve("pom.xml")));
        for (String module : Repository.modules()) {
            poms.add(new Pom(Repository.root().resolve(module).resolve("pom.xml")));
        }
        for (String beside : List.of(
                "architecture-rules",
                "bom",
                "examples",
                "examples/embedding",
                "examples/embedding-kotlin",
                "examples/access-rules")) {
            poms.add(new Pom(Repository.root().resolve(beside).resolve("pom.xml")));
        }
        return poms;
    }

    /** Those of the benchmarks: of the module, and of the projects beside the build that it starts. */
    static List<Pom> ofBenchmarks() {
        return Stream.of(
                        "benchmarks/pom.xml",
                        "benchmarks/number-selection/pom.xml",
                        "benchmarks/postgres/pom.xml",
                        "benchmarks/peers/vertx-http-proxy/pom.xml",
                        "benchmarks/peers/spring-cloud-gateway/pom.xml")
                .map(file -> new Pom(Repository.root().resolve(file)))
                .toList();
    }

    /** Everything that it names, whatever for. */
    Set<String> named() {
        Set<String> found = artifacts("//dependency" + OURS + "/artifactId");
        found.addAll(forTheBuild());
        return found;
    }

    /** The libraries that the module needs to run; none of a module that is there for tests. */
    Set<String> shipped() {
        return isForTests()
                ? new TreeSet<>()
                : artifacts("/project/dependencies/dependency" + OURS + "[not(scope='test')]/artifactId");
    }

    /** The libraries of its tests. */
    Set<String> forTests() {
        return artifacts(
                "/project/dependencies/dependency" + OURS + (isForTests() ? "" : "[scope='test']") + "/artifactId");
    }

    /** The libraries whose version it sets for all modules. */
    Set<String> managed() {
        return artifacts("/project/dependencyManagement/dependencies/dependency" + OURS + "/artifactId");
    }

    /** The plugins, and what plugs into the compiler. */
    Set<String> forTheBuild() {
        Set<String> found = artifacts("/project/build/plugins/plugin/artifactId");
        found.addAll(artifacts("//annotationProcessorPaths/path/artifactId"));
        return found;
    }

    private boolean isForTests() {
        return artifacts("/project/artifactId").stream().anyMatch(FOR_TESTS::contains);
    }

    private Set<String> artifacts(String path) {
        try {
            XPath xpath = XPathFactory.newInstance().newXPath();
            NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
            Set<String> artifacts = new TreeSet<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                artifacts.add(nodes.item(i).getTextContent().strip());
            }
            return artifacts;
        } catch (XPathExpressionException mistake) {
            throw new AssertionError(path, mistake);
        }
    }
}
