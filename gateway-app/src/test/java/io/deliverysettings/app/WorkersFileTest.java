package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretBasic;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.ClientSecretPost;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication.PrivateKeyJwt;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of workers is read with the files that it names, and what is wrong with one of them is told and not shown. */
class WorkersFileTest {

    private static final String HIDDEN = "a-secret-that-has-32-bytes-and-stays-hidden";
    private static final String HOME = "11111111-2222-3333-4444-555555555555";

    @TempDir
    Path directory = Path.of("");

    private final KeyPair rsa = keys("RSA", 2048);
    private final KeyPair ec = keys("EC", 256);

    @BeforeEach
    void writeSecrets() throws IOException {
        secret("client.secret", HIDDEN + "\n");
        secret("rsa.pem", pem(rsa));
        secret("ec.pem", pem(ec));
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private void secret(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, content);
        close(file);
    }

    static void close(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private List<Worker> read(String yaml) throws IOException {
        return WorkersFile.read(Files.writeString(directory.resolve("workers.yaml"), yaml));
    }

    /** A worker with these members in place of the usual ones. */
    private static String worker(String... members) {
        String yaml = """
                workers:
                  - environments: all-others
                    applicationEnvironment: %s
                    clientId: a-client
                    authentication: client_secret_basic
                    clientSecretFile: client.secret
                """.formatted(HOME);
        for (String member : members) {
            String name = member.substring(0, member.indexOf(':'));
            yaml = yaml.replaceFirst("([ -]{4})" + name + ": .*\n", "$1" + Matcher.quoteReplacement(member) + "\n");
            if (!yaml.contains(member)) {
                yaml += "    " + member + "\n";
            }
        }
        return yaml;
    }

    private void assertRefused(String message, String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("workers.yaml")
                .satisfies(refused -> assertThat(everythingOf(refused)).doesNotContain("hidden"));
    }

    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void theFileOfTheDocumentationIsReadAsItSays() throws Exception {
        String page = Repository.read("docs/pingone.md");
        Matcher example = Pattern.compile("(?ms)^```yaml\\n(workers:.*?)^```$").matcher(page);
        assertThat(example.find()).isTrue();
        for (String name : List.of("acme.secret", "shop.secret", "lab.secret")) {
            secret(name, HIDDEN);
        }
        secret("bank.pem", pem(rsa));
        List<Worker> workers = read(example.group(1));

        assertThat(workers)
                .extracting(worker -> worker.authentication().getClass().getSimpleName())
                .containsExactlyInAnyOrder("ClientSecretBasic", "ClientSecretPost", "ClientSecretJwt", "PrivateKeyJwt");
        assertThat(workers)
                .filteredOn(worker -> worker.scope().equals(new Scope.AllOthers()))
                .hasSize(1);
    }

    @Test
    void eachMethodHasItsMembers() throws Exception {
        assertThat(read(worker()).get(0).authentication()).isEqualTo(new ClientSecretBasic(Secret.of(HIDDEN)));
        assertThat(read(worker("authentication: client_secret_post")).get(0).authentication())
                .isEqualTo(new ClientSecretPost(Secret.of(HIDDEN)));
        assertThat(read(worker("authentication: client_secret_jwt", "audience: https://a/as"))
                        .get(0)
                        .authentication())
                .isEqualTo(new ClientSecretJwt(Secret.of(HIDDEN), Optional.of("https://a/as")));
        for (KeyPair keys : List.of(rsa, ec)) {
            assertThat(read(withKey(keys == rsa ? "rsa.pem" : "ec.pem")).get(0).authentication())
                    .isEqualTo(new PrivateKeyJwt(keys.getPrivate(), "17", Optional.empty()));
        }
    }

    private static String withKey(String file) {
        return worker("authentication: private_key_jwt", "keyId: 17", "privateKeyFile: " + file)
                .replaceFirst("    clientSecretFile: .*\n", "");
    }

    @Test
    void aWorkerIsForAListOfEnvironmentsOrForAllOthers() throws Exception {
        String upperCase = "ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6";

        assertThat(read(worker()).get(0).scope()).isEqualTo(new Scope.AllOthers());
        assertThat(read(worker("environments: [" + HOME + ", " + upperCase + "]"))
                        .get(0))
                .satisfies(worker -> {
                    assertThat(worker.scope())
                            .isEqualTo(new Scope.Environments(
                                    Set.of(EnvironmentId.of(HOME), EnvironmentId.of(upperCase))));
                    assertThat(worker.environment()).isEqualTo(EnvironmentId.of(HOME));
                });
    }

    @Test
    void pathsAreRelativeToTheFileOrAbsolute() throws Exception {
        Files.createDirectory(directory.resolve("sub"));
        secret("sub/other.secret", "other");

        assertThat(read(worker("clientSecretFile: sub/other.secret")).get(0).authentication())
                .isEqualTo(new ClientSecretBasic(Secret.of("other")));
        assertThat(read(worker("clientSecretFile: " + directory.resolve("sub/other.secret")))
                        .get(0)
                        .authentication())
                .isEqualTo(new ClientSecretBasic(Secret.of("other")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientSecret", "privateKey"})
    void aSecretInTheFileIsRefusedAndNotShown(String member) {
        assertRefused(
                "worker 1 in " + directory.resolve("workers.yaml") + ": " + member + " must not stand in this file",
                worker(member + ": very-hidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
    void aSecretThatOthersHaveARightToIsRefused(String permissions) throws Exception {
        for (String name : List.of("client.secret", "rsa.pem")) {
            Path file = directory.resolve(name);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            assertRefused(
                    file + " is not its owner's alone (" + permissions + "). Close it to all others: chmod 600 " + file,
                    name.equals("rsa.pem") ? withKey(name) : worker());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clientSecretFile: none            | does not exist
            clientSecretFile: .               | is not a file
            clientSecretFile: ''              | clientSecretFile must be given
            clientId: ''                      | clientId must be given
            clientId: [a]                     | clientId must be given
            clientId: a b                     | clientId must be 1 to 256 visible ASCII characters
            authentication: none              | authentication must be one of [client_secret_basic, client_secret_jwt, client_secret_post, private_key_jwt]
            applicationEnvironment: 17        | applicationEnvironment must be a UUID
            environments: 17                  | environments must be a list of environment ids, or all-others
            environments: []                  | environments must be a list of environment ids, or all-others
            environments: [17]                | environments must be a UUID
            audience: https://a               | 'audience' is no member of a worker with client_secret_basic; there are
            clientsecret: very-hidden         | 'clientsecret' is no member of a worker with client_secret_basic; there are
            """)
    void aWorkerThatCannotBeMeantIsRefused(String member, String message) {
        assertRefused(message, worker(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "workers:",
                "workers: []",
                "workers: 1",
                "- a",
                "a: 1",
                "workers: [{}]\nmore: 1",
                "workers: [1]"
            })
    void aFileThatIsNoListOfWorkersIsRefused(String yaml) {
        assertRefused("must", yaml);
    }

    @Test
    void aFileThatIsNoYamlIsRefusedWithoutQuotingIt() {
        assertRefused("is not valid YAML, at or after line", "workers:\n  - clientSecret: \"very-hidden\n");
        assertRefused("is not valid YAML", worker() + "    clientId: very-hidden\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two\nlines-hidden", "hidden\u0007"})
    void aSecretThatIsNoneIsRefusedAndNotShown(String content) throws Exception {
        secret("client.secret", content);

        assertRefused("client.secret must not", worker());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hidden",
                "-----BEGIN PRIVATE KEY-----\naGlkZGVu\n-----END PRIVATE KEY-----",
                "RSA",
                "ENCRYPTED"
            })
    void aKeyThatIsNoneIsRefusedAndNotShown(String content) throws Exception {
        boolean isOtherForm = content.matches("[A-Z]+");
        secret("rsa.pem", isOtherForm ? pem(rsa).replace(" PRIVATE", " " + content + " PRIVATE") : content);

        assertRefused("rsa.pem holds no private key", withKey("rsa.pem"));
    }

    @Test
    void aKeyThatIsTooShortIsRefused() throws Exception {
        secret("rsa.pem", pem(keys("RSA", 1024)));

        assertRefused("an RSA key of at least 2048 bits", withKey("rsa.pem"));
    }
}
