package io.deliverysettings.app;

import io.deliverysettings.adapter.audit.AuditLogAdapter;
import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotRead;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Damage;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Line;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.Broken;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.HeadMissing;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.Sound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code audit}: the log of changes and denials. */
@Command(
        name = "audit",
        description = "Check the audit log.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing command: verify");
    }

    /** {@code audit verify}. */
    @Command(
            name = "verify",
            description =
                    "Check that every line of the audit log is as it was written, and that none is missing. The log may"
                            + " be in use.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            sortOptions = false)
    static final class Verify implements Callable<Integer> {

        private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files of the log, the oldest first.")
        List<Path> files = new ArrayList<>();

        @Option(
                names = "--head",
                paramLabel = "HASH",
                description =
                        "The hash of a line, as noted elsewhere; it has to be among the lines. Without it, nobody can"
                                + " tell whether lines are missing at the end.")
        @Nullable
        String head;

        @Override
        public Integer call() throws Gateway.CannotStart {
            Verification verification;
            try {
                verification = AuditLogAdapter.verify(files, wantedHead());
            } catch (CannotRead failure) {
                throw new Gateway.CannotStart(failure.getMessage(), failure);
            }
            if (verification instanceof Broken broken) {
                throw new Gateway.CannotStart(
                        broken.file() + ", line " + broken.line() + ": " + describe(broken.damage()));
            }
            if (verification instanceof HeadMissing missing) {
                throw new Gateway.CannotStart(
                        "the line with the hash " + head + " is not there: lines are missing at the"
                                + " end, or it is another log. There are " + describe(missing.sound()));
            }
            Cli.print("sound: " + describe((Sound) verification));
            return 0;
        }

        private Optional<String> wantedHead() {
            if (head == null) {
                return Optional.empty();
            }
            String hash = head.toLowerCase(Locale.ROOT);
            if (!HASH.matcher(hash).matches()) {
                throw new ParameterException(
                        spec.commandLine(), "--head must be a hash as in the log: 64 hexadecimal digits");
            }
            return Optional.of(hash);
        }

        private static String describe(Sound sound) {
            if (sound.first().isEmpty() || sound.last().isEmpty()) {
                return "no lines";
            }
            Line first = sound.first().get();
            Line last = sound.last().get();
            String earlier = first.seq() == 1 ? "" : "; those before line " + first.seq() + " are in earlier files";
            return "%d lines, from line %d of %s to line %d of %s, whose hash is %s%s"
                    .formatted(sound.lines(), first.seq(), first.at(), last.seq(), last.at(), last.hash(), earlier);
        }

        private static String describe(Damage damage) {
            return switch (damage) {
                case CHANGED -> "it is not as it was written, or never was a line of the log";
                case MISSING -> "lines are missing before it";
                case INSERTED -> "it was put in: its number was there before";
                case REORDERED -> "a line that belongs before it comes after it";
                case REPLACED -> "the line before it is not the one that it was written after";
                case TORN ->
                    "it is not finished; if a gateway was killed while it wrote the line, nothing that counts is"
                            + " lost, and the next start cuts it off";
                case NOT_CONTINUED -> "the file does not go on where the one before it ended";
            };
        }
    }
}
