package io.deliverysettings.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, as the packaged application says in its manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Delivery Settings Gateway " + text() + " (Java " + Runtime.version() + ")"};
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
