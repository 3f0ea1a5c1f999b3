package io.deliverysettings.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, as the packaged application says in its manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
        return new String[] {"Delivery Settings Gateway " + version + " (Java " + Runtime.version() + ")"};
    }
}
