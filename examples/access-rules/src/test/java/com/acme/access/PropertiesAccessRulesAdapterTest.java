package com.acme.access;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.testkit.AccessRulesPortContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter holds the contract of its port; the tests are inherited. */
class PropertiesAccessRulesAdapterTest implements AccessRulesPortContract {

    @TempDir
    Path directory;

    private PropertiesAccessRulesAdapter adapter;

    @Override
    public AccessRulesPort with(AccessRules rules) {
        try {
            write(properties(rules));
            adapter = new PropertiesAccessRulesAdapter(file());
            return adapter;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void change(AccessRules rules) {
        try {
            write(properties(rules));
            adapter.reload();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** What the contract does not say, since it is about files. */
    @Test
    void aFileThatHoldsNoRulesIsRefused() throws IOException {
        write(new Properties());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PropertiesAccessRulesAdapter(file()))
                .withMessage("there is no 1.permissions");
    }

    private Path file() {
        return directory.resolve("access.properties");
    }

    private void write(Properties properties) throws IOException {
        try (Writer text = Files.newBufferedWriter(file())) {
            properties.store(text, null);
        }
    }

    private static Properties properties(AccessRules rules) {
        Properties properties = new Properties();
        for (int i = 0; i < rules.rules().size(); i++) {
            AccessRule rule = rules.rules().get(i);
            String prefix = i + 1 + ".";
            if (rule.holder() instanceof Holder.Client holder) {
                properties.setProperty(prefix + "client", holder.client().value());
            } else if (rule.holder() instanceof Holder.Claim claim) {
                properties.setProperty(prefix + "claim", claim.name());
                properties.setProperty(prefix + "value", claim.value());
            }
            properties.setProperty(
                    prefix + "environments",
                    rule.grant().environments() instanceof EnvironmentScope.Listed listed
                            ? listed.environments().stream().map(Object::toString).collect(Collectors.joining(","))
                            : "*");
            properties.setProperty(
                    prefix + "permissions",
                    rule.grant().permissions().stream().map(Permission::text).collect(Collectors.joining(",")));
        }
        return properties;
    }
}
