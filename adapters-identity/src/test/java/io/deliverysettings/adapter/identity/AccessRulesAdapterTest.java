package io.deliverysettings.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.adapter.identity.AccessRulesAdapter.UnusableRules;
import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.testkit.AccessRulesPortContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with a real file, and how a change of the file is found. */
class AccessRulesAdapterTest implements AccessRulesPortContract {

    private static final String READ = """
            rules:
              - everybody: true
                environments: "*"
                permissions: [read]
            """;
    private static final String WRITE = READ.replace("read", "write");

    @TempDir
    Path directory = Path.of("");

    private AccessRulesAdapter latest = AccessRulesAdapter.unrestricted();

    @Override
    public AccessRulesPort with(AccessRules rules) {
        write(yaml(rules));
        latest = opened();
        return latest;
    }

    @Override
    public void change(AccessRules rules) {
        write(yaml(rules));
        try {
            assertThat(latest.reloadIfChanged()).isTrue();
        } catch (UnusableRules impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void unrestrictedIsEverythingForEverybodyAndNeverChanges() throws Exception {
        AccessRulesAdapter unrestricted = AccessRulesAdapter.unrestricted();

        assertThat(inForce(unrestricted)).isEqualTo(AccessRules.unrestricted());
        assertThat(unrestricted.reloadIfChanged()).isFalse();
        assertThat(unrestricted).hasToString("AccessRulesAdapter[unrestricted]");
    }

    @Test
    void aFileThatIsAsItWasIsNoChange() throws Exception {
        write(READ);
        AccessRulesAdapter adapter = opened();

        assertThat(adapter.reloadIfChanged()).isFalse();
        Files.setLastModifiedTime(file(), FileTime.fromMillis(0));
        assertThat(adapter.reloadIfChanged()).isFalse();
    }

    @Test
    void otherWordsForTheSameRulesAreNoChange() throws Exception {
        write(READ);
        AccessRulesAdapter adapter = opened();
        write("# a comment\n" + READ);

        assertThat(adapter.reloadIfChanged()).isFalse();
    }

    @Test
    void aChangeIsFoundByWhatIsInTheFile() throws Exception {
        write(READ);
        FileTime before = Files.getLastModifiedTime(file());
        AccessRulesAdapter adapter = opened();

        // The same size too.
        write(READ.replace("everybody: true", "client:     \"a\""));
        Files.setLastModifiedTime(file(), before);

        assertThat(adapter.reloadIfChanged()).isTrue();
        assertThat(adapter.reloadIfChanged()).isFalse();
    }

    @Test
    void aChangeOfWhereALinkLeadsIsFound() throws Exception {
        Path one = Files.writeString(directory.resolve("one.yaml"), READ);
        Path other = Files.writeString(directory.resolve("other.yaml"), WRITE);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(one));
        Files.createSymbolicLink(file(), one);
        AccessRulesAdapter adapter = opened();

        Path next = Files.createSymbolicLink(directory.resolve("next"), other);
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);

        assertThat(adapter.reloadIfChanged()).isTrue();
        assertThat(inForce(adapter).rules().get(0).grant().permissions()).containsExactly(Permission.WRITE);
    }

    @Test
    void aBadFileLeavesTheRulesOfBeforeInForceAndIsToldEachTime() throws Exception {
        write(READ);
        AccessRulesAdapter adapter = opened();
        AccessRules before = inForce(adapter);

        write(READ.replace("read", "reed"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(adapter::reloadIfChanged)
                    .isInstanceOf(UnusableRules.class)
                    .hasMessageContaining("'reed' is no permission");
            assertThat(inForce(adapter)).isEqualTo(before);
        }

        Files.delete(file());
        assertThatThrownBy(adapter::reloadIfChanged).hasMessageEndingWith("access.yaml does not exist.");
        assertThat(inForce(adapter)).isEqualTo(before);

        write(READ);
        assertThat(adapter.reloadIfChanged()).as("as it was").isFalse();
        write(WRITE);
        assertThat(adapter.reloadIfChanged()).isTrue();
    }

    @Test
    void whatItSaysOfItselfIsHowManyRulesThereAre() {
        write(READ);

        assertThat(opened()).hasToString("AccessRulesAdapter[1 rules of " + file().toAbsolutePath() + "]");
    }

    private Path file() {
        return directory.resolve("access.yaml");
    }

    private void write(String text) {
        try {
            Files.writeString(file(), text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private AccessRulesAdapter opened() {
        try {
            return AccessRulesAdapter.fromFile(file());
        } catch (UnusableRules impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static AccessRules inForce(AccessRulesAdapter adapter) {
        return adapter.rules().toCompletableFuture().join();
    }

    private static String yaml(AccessRules rules) {
        return rules.rules().stream().map(AccessRulesAdapterTest::yaml).collect(Collectors.joining("", "rules:\n", ""));
    }

    private static String yaml(AccessRule rule) {
        return "  - " + holder(rule.holder()) + "\n    environments: "
                + scope(rule.grant().environments())
                + "\n    permissions: "
                + rule.grant().permissions().stream().map(Permission::text).toList() + "\n";
    }

    private static String holder(Holder holder) {
        if (holder instanceof Holder.Client client) {
            return "client: " + client.client();
        }
        if (holder instanceof Holder.Claim claim) {
            return "claim: {name: " + claim.name() + ", value: '" + claim.value() + "'}";
        }
        return "everybody: true";
    }

    private static String scope(EnvironmentScope scope) {
        return scope instanceof EnvironmentScope.Listed listed
                ? listed.environments().toString()
                : "\"*\"";
    }
}
