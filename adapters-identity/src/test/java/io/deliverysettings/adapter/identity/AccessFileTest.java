package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.deliverysettings.adapter.identity.AccessRulesAdapter.UnusableRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in an access file, and that the operator is told all of it: what, where, and what would be accepted. */
class AccessFileTest {

    private static final String HOLDER = "  - everybody: true\n";
    private static final String ENVIRONMENTS = "    environments: \"*\"\n";
    private static final String PERMISSIONS = "    permissions: [read]\n";

    @TempDir
    Path directory = Path.of("");

    @Test
    void allFaultsOfAFileAreToldAtOnce() throws IOException {
        assertThat(refusal("""
                rules:
                  - client: 6b1cd0f0-8c26-4d6e-a5a1-1c6cf9d02d1e
                    environments: [abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6, prod]
                    permissions: [read, admin]
                    role: x
                  - claim: {name: p1.group, value: platform}
                    environments: "*"
                    permissions: [read]
                  - everybody: true
                    client: a
                    environments: []
                """))
                .isEqualTo("The access file " + file() + " cannot be used:\n"
                        + "- rule 1: 'role' is no member of a rule; there are claim, client, environments, everybody,"
                        + " permissions\n"
                        + "- rule 1: 'prod' in environments is no environment id, which is a UUID such as"
                        + " abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6; \"*\" stands alone, without a list\n"
                        + "- rule 1: 'admin' is no permission; there are read, write, select-number, history, operate\n"
                        + "- rule 3: it must have exactly one of client, claim and everybody, and has client and"
                        + " everybody\n"
                        + "- rule 3: environments must be a list of at least one environment id, or \"*\" for all\n"
                        + "- rule 3: permissions must be a list of at least one of read, write, select-number, history,"
                        + " operate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "rules:",
                "rules: []",
                "rules: {}",
                "rules: x",
                "- rules",
                "x",
                "rules:\n  - everybody: true\nother: 1"
            })
    void aFileHoldsAListOfRulesAndNothingElse(String text) throws IOException {
        assertThat(refusal(text))
                .isEqualTo("The access file " + file()
                        + " must hold rules: and a list of at least one of them, and nothing else.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "7", "[a]", "null", "text"})
    void aRuleHasMembers(String element) throws IOException {
        assertThat(refusal("rules: [" + element + "]"))
                .endsWith("- rule 1: it must have members: one of client, claim and everybody, with environments and"
                        + " permissions");
    }

    @Test
    void aRuleIsForSomebody() throws IOException {
        assertThat(refusal("rules:\n  - environments: \"*\"\n" + PERMISSIONS))
                .endsWith("- rule 1: it must have exactly one of client, claim and everybody, and has none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "a b", "[a]", "{}", "null", "true"})
    void aClientIsTheIdOfAnApplication(String client) throws IOException {
        assertThat(refusal("rules:\n  - client: " + client + "\n" + ENVIRONMENTS + PERMISSIONS))
                .endsWith("- rule 1: client must be the application's id, 1 to 100 letters, digits and . _ - : @");
    }

    @Test
    void aClientOfDigitsHasToBeInQuotes() throws IOException {
        assertThat(refusal("rules:\n  - client: 123456\n" + ENVIRONMENTS + PERMISSIONS))
                .endsWith("; one of digits alone has to be in quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | claim must have a name and a value",
                "{} | the name of a claim must be text of 1 to 128 characters",
                "{name: n} | the value of a claim must be text of 1 to 256 characters",
                "{name: n, value: 3} | the value of a claim must be text of 1 to 256 characters; a number, true or false has to be in quotes",
                "{name: n, value: ''} | the value of a claim must be text of 1 to 256 characters",
                "{name: [n], value: v} | the name of a claim must be text of 1 to 128 characters",
                "{name: n, value: v, op: x} | 'op' is no member of claim; there are name, value"
            })
    void aClaimHasANameAndAValue(String claim, String fault) throws IOException {
        assertThat(refusal("rules:\n  - claim: " + claim + "\n" + ENVIRONMENTS + PERMISSIONS))
                .contains("- rule 1: " + fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "'true'", "1", "no", "null"})
    void everybodyIsTrue(String everybody) throws IOException {
        assertThat(refusal("rules:\n  - everybody: " + everybody + "\n" + ENVIRONMENTS + PERMISSIONS))
                .endsWith("- rule 1: everybody must be true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "[]", "{}", "null", "true", "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6"})
    void environmentsAreAListOrAll(String environments) throws IOException {
        assertThat(refusal("rules:\n" + HOLDER + "    environments: " + environments + "\n" + PERMISSIONS))
                .endsWith("- rule 1: environments must be a list of at least one environment id, or \"*\" for all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "1", "null", "[x]", "abfba8f6"})
    void everyEnvironmentOfAListIsAnId(String environment) throws IOException {
        assertThat(refusal("rules:\n" + HOLDER + "    environments: [" + environment + "]\n" + PERMISSIONS))
                .contains(" in environments is no environment id, which is a UUID such as ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ", "select_number", "\"*\"", "1", "null", "[read]"})
    void everyPermissionIsAKnownOne(String permission) throws IOException {
        assertThat(refusal("rules:\n" + HOLDER + ENVIRONMENTS + "    permissions: [read, " + permission + "]\n"))
                .endsWith(" is no permission; there are read, write, select-number, history, operate");
    }

    @Test
    void aMemberThatIsThereTwiceIsRefusedWithItsPlace() throws IOException {
        assertThat(refusal("rules:\n" + HOLDER + ENVIRONMENTS + PERMISSIONS + PERMISSIONS))
                .contains(" is not valid YAML, at or after line 5, column ")
                .endsWith(". No member may be there twice, and an asterisk has to be in quotes.");
    }

    @Test
    void anAsteriskWithoutQuotesIsRefusedWithAHint() throws IOException {
        assertThat(refusal("rules:\n" + HOLDER + "    environments: *\n" + PERMISSIONS))
                .contains(" is not valid YAML")
                .contains("an asterisk has to be in quotes");
    }

    @Test
    void aliasesAreRefused() throws IOException {
        assertThat(refusal("rules:\n" + HOLDER + "    environments: &all \"*\"\n    permissions: [read]\n"
                        + "  - everybody: true\n    environments: *all\n" + PERMISSIONS))
                .contains(" has an alias, at or after line 6, column ")
                .contains("aliases are not accepted");
    }

    @Test
    void aBombOfAliasesIsRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(8))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(refusal(bomb.toString())).contains("aliases are not accepted");
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() throws IOException {
        assertThat(refusal("rules: " + "[".repeat(10_000))).contains(" is not valid YAML");
    }

    @Test
    void aSecondDocumentIsRefused() throws IOException {
        String good = "rules:\n" + HOLDER + ENVIRONMENTS + PERMISSIONS;

        assertThat(refusal(good + "---\n" + good)).contains(" is not valid YAML");
    }

    @Test
    void manyFaultsAreCountedAndNotAllTold() throws IOException {
        String message = refusal("rules:\n" + "  - {}\n".repeat(100));

        assertThat(message.lines()).hasSize(1 + 20 + 1);
        assertThat(message).endsWith("\n- and 280 more");
    }

    @Test
    void whatIsQuotedFitsIntoALineOfTheLog() throws IOException {
        String message = refusal(
                "rules:\n" + HOLDER + ENVIRONMENTS + "    permissions: [\"a\\nERROR " + "x".repeat(1000) + "\"]\n");

        assertThat(message.lines()).hasSize(2);
        assertThat(message).contains("'a?ERROR xxx", "…'").hasSizeLessThan(400);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(catchThrowableOfType(UnusableRules.class, () -> AccessRulesAdapter.fromFile(file())))
                .hasMessage("The access file " + file() + " does not exist.");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThat(catchThrowableOfType(UnusableRules.class, () -> AccessRulesAdapter.fromFile(directory)))
                .hasMessage("The access file " + directory.toAbsolutePath() + " is not a file.");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        assertThat(refusal("#".repeat(1024 * 1024 + 1)))
                .isEqualTo("The access file " + file() + " is larger than 1048576 bytes.");
    }

    private Path file() {
        return directory.resolve("access.yaml").toAbsolutePath();
    }

    private String refusal(String text) throws IOException {
        Files.writeString(file(), text);
        UnusableRules refusal = catchThrowableOfType(UnusableRules.class, () -> AccessRulesAdapter.fromFile(file()));
        assertThat(refusal).isNotNull();
        return String.valueOf(refusal.getMessage());
    }
}
