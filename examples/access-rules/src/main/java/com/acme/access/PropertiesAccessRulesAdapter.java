package com.acme.access;

import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRules;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who may do what, as a file of properties says. The file is read when the adapter is made and when it is told to; in between the
 * rules stay as they are, so that a request waits for no disk.
 */
public final class PropertiesAccessRulesAdapter implements AccessRulesPort {

    private final Path file;
    private volatile AccessRules inForce;

    /**
     * Reads the rules.
     *
     * @param file the properties
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it does not hold rules
     */
    public PropertiesAccessRulesAdapter(Path file) throws IOException {
        this.file = file;
        this.inForce = read(file);
    }

    /**
     * Reads the file again, on the thread that calls; to be called where waiting is allowed.
     *
     * @throws IOException when it cannot be read; the rules of before stay in force
     * @throws IllegalArgumentException when it does not hold rules; those of before stay in force
     */
    public void reload() throws IOException {
        inForce = read(file);
    }

    @Override
    public CompletionStage<AccessRules> rules() {
        return CompletableFuture.completedStage(inForce);
    }

    private static AccessRules read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        }
        return RuleProperties.rules(properties);
    }
}
