package io.deliverysettings.app;

import io.deliverysettings.adapter.sealing.SealingAdapter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys}: the keys that stored secrets are sealed with. */
@Command(
        name = "keys",
        description = "Make or rotate the keys that stored secrets are sealed with.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {KeysCommand.Create.class, KeysCommand.Rotate.class})
final class KeysCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing command: create or rotate");
    }

    /** What is done to a keyset's file. */
    private interface Step {
        void apply(Path file) throws SealingAdapter.UnusableKeyset;
    }

    private static int apply(Step step, Path file, String done) throws Gateway.CannotStart {
        try {
            step.apply(file);
        } catch (SealingAdapter.UnusableKeyset failure) {
            throw new Gateway.CannotStart(failure.getMessage(), failure);
        }
        Cli.print(done + " " + file);
        return 0;
    }

    /** {@code keys create}. */
    @Command(
            name = "create",
            description = "Make a keyset, where there is none yet.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            sortOptions = false)
    static final class Create implements Callable<Integer> {

        @Mixin
        KeysetSettings keyset = new KeysetSettings();

        @Mixin
        DataDirectorySettings data = new DataDirectorySettings();

        @Override
        public Integer call() throws Gateway.CannotStart {
            return apply(SealingAdapter::createKeyset, keyset.fileIn(data.directory), "made");
        }
    }

    /** {@code keys rotate}. */
    @Command(
            name = "rotate",
            description =
                    "Add a new key, which everything is sealed with from then on. Earlier keys keep opening; a running"
                            + " gateway takes the new one within seconds, and seals what is stored again.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            sortOptions = false)
    static final class Rotate implements Callable<Integer> {

        @Mixin
        KeysetSettings keyset = new KeysetSettings();

        @Mixin
        DataDirectorySettings data = new DataDirectorySettings();

        @Override
        public Integer call() throws Gateway.CannotStart {
            return apply(SealingAdapter::rotateKeyset, keyset.fileIn(data.directory), "rotated");
        }
    }
}
