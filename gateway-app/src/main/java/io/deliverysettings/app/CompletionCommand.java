package io.deliverysettings.app;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: what has a shell complete the commands and their options. */
@Command(
        name = CompletionCommand.NAME,
        description =
                "Print what has a shell complete commands and options. In bash: source <(./gateway completion bash)",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CompletionCommand implements Callable<Integer> {

    static final String NAME = "completion";

    /** Both read the same script, which tells them apart itself. */
    private enum Shell {
        BASH,
        ZSH
    }

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        Cli.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        return 0;
    }
}
