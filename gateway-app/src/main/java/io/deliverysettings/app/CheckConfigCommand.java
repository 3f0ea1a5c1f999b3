package io.deliverysettings.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check-config}: what {@code run} would make of its settings, without running. */
@Command(
        name = CheckConfigCommand.NAME,
        description =
                "Check the settings of run and the files they name, and show where each setting comes from. Starts"
                        + " nothing, makes nothing and calls nobody. Exit code 0 when run would accept them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class CheckConfigCommand implements Callable<Integer>, Bounds.FaultCollector {

    static final String NAME = "check-config";

    private static final int USABLE = 0;
    private static final int UNUSABLE = 2;

    /** A longer value moves its source along, and not those of all others. */
    private static final int WIDEST = 40;

    private final List<String> faults = new ArrayList<>();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    RunSettings settings = new RunSettings();

    @Override
    public Integer call() {
        parseErrors().forEach(this::add);
        // What could not be read has no value that could be shown or checked.
        if (!hasFaults()) {
            show();
            Bounds.checkEach(spec, () -> settings.check(spec));
            StartConditions.unmet(settings).forEach(unmet -> add(new IllegalArgumentException(unmet)));
        }
        faults.forEach(fault -> Cli.complain(spec.commandLine(), fault, UNUSABLE));
        if (hasFaults()) {
            return UNUSABLE;
        }
        Cli.print("\nThese settings can be used.");
        return USABLE;
    }

    private void show() {
        List<EffectiveSetting> effective = EffectiveSetting.of(spec);
        int names = effective.stream()
                .mapToInt(setting -> setting.name().length())
                .max()
                .orElse(0);
        int values = effective.stream()
                .mapToInt(setting -> setting.value().length())
                .max()
                .orElse(0);
        for (EffectiveSetting setting : effective) {
            String line = pad(setting.name(), names) + "  " + pad(setting.value(), Math.min(values, WIDEST)) + "  ";
            Cli.print(line + setting.source().orElse("default"));
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private List<ParameterException> parseErrors() {
        return spec.commandLine().getParseResult().errors().stream()
                .map(error -> error instanceof ParameterException refused
                        ? refused
                        : new ParameterException(spec.commandLine(), String.valueOf(error.getMessage())))
                .toList();
    }

    @Override
    public void add(RuntimeException refused) {
        faults.add(
                refused instanceof ParameterException parameter
                                && spec.defaultValueProvider() instanceof SettingSources sources
                        ? Cli.explain(
                                parameter,
                                sources,
                                spec.commandLine().getParseResult().originalArgs())
                        : String.valueOf(refused.getMessage()));
    }

    @Override
    public boolean hasFaults() {
        return !faults.isEmpty();
    }
}
