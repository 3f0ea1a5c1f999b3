package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the bill of materials and the list of licences beside the packaged application say is what is packaged. */
@Timeout(30)
class BillOfMaterialsIT {

    private static final Path APPLICATION = Repository.root().resolve("gateway-app/target/gateway");

    /** Of our own there is no licence to name: the poms have none. */
    private static final String OUR_GROUP = "io.deliverysettings";

    @Test
    void componentsAreTheLibrariesByTheirChecksumsAndNothingElse() throws Exception {
        Map<String, String> packaged = new TreeMap<>();
        for (Path library : libraries()) {
            packaged.put(sha256(library), String.valueOf(library.getFileName()));
        }
        Map<String, String> billed = new TreeMap<>();
        for (JsonNode component : bill().path("components")) {
            billed.put(
                    sha256(component),
                    component.path("name").asText() + "-"
                            + component.path("version").asText() + ".jar");
        }

        assertThat(packaged).hasSizeGreaterThan(20);
        assertThat(billed).isEqualTo(packaged);
    }

    @Test
    void everyForeignComponentHasItsLicenceAndItsPlaceInTheRepository() throws Exception {
        List<JsonNode> foreign = StreamSupport.stream(bill().path("components").spliterator(), false)
                .filter(component -> !component.path("group").asText().equals(OUR_GROUP))
                .toList();

        assertThat(foreign).hasSizeGreaterThan(20).allSatisfy(component -> {
            assertThat(component.path("licenses").findValuesAsText("id"))
                    .as("%s", component.path("purl"))
                    .isNotEmpty();
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
        });
    }

    @Test
    void theBillDescribesTheApplication() throws Exception {
        JsonNode described = bill().path("metadata").path("component");

        assertThat(described.path("name").asText()).isEqualTo("delivery-settings-gateway-app");
        assertThat(described.path("type").asText()).isEqualTo("application");
    }

    @Test
    void theBillHoldsNothingThatIsOfThisBuildAlone() throws Exception {
        assertThat(bill().has("serialNumber")).isFalse();
        assertThat(bill().path("metadata").has("timestamp")).isFalse();
    }

    @Test
    void theListOfLicencesNamesEveryForeignLibrary() throws Exception {
        String list = Files.readString(present(APPLICATION.resolve("THIRD-PARTY.txt")));

        for (JsonNode component : bill().path("components")) {
            String group = component.path("group").asText();
            if (!group.equals(OUR_GROUP)) {
                assertThat(list)
                        .contains("(%s:%s:%s "
                                .formatted(
                                        group,
                                        component.path("name").asText(),
                                        component.path("version").asText()));
            }
        }
        assertThat(list).doesNotContain("junit", "Unknown license");
    }

    private static JsonNode bill() throws IOException {
        return new ObjectMapper()
                .readTree(present(APPLICATION.resolve("gateway.cdx.json")).toFile());
    }

    private static Path present(Path file) {
        assertThat(file)
                .as("made by `mvn verify`, neither with -Dquick nor with -o: the plugin wants to be online")
                .exists();
        return file;
    }

    private static List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.list(APPLICATION.resolve("lib"))) {
            return files.toList();
        }
    }

    private static String sha256(JsonNode component) {
        return StreamSupport.stream(component.path("hashes").spliterator(), false)
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no checksum: " + component));
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
