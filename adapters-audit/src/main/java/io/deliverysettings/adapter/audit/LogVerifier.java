package io.deliverysettings.adapter.audit;

import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotRead;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Damage;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Line;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.Broken;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.HeadMissing;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.Sound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Follows a chain through its files. Blocks; for one use. */
final class LogVerifier {

    private final Optional<String> wanted;
    private boolean isWantedSeen;
    private long lines;
    private Optional<ChainLine> first = Optional.empty();
    private Optional<ChainLine> last = Optional.empty();

    LogVerifier(Optional<String> wanted) {
        this.wanted = wanted;
        // Before the first line there is a head too: whoever noted it has nothing to miss.
        this.isWantedSeen = wanted.isEmpty() || wanted.get().equals(Head.NONE.hash());
    }

    Verification verify(List<Path> files) throws CannotRead {
        for (Path file : files) {
            Optional<Broken> broken = follow(file);
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        Sound sound = new Sound(lines, first.map(LogVerifier::told), last.map(LogVerifier::told));
        return isWantedSeen ? sound : new HeadMissing(sound);
    }

    private static Line told(ChainLine line) {
        return new Line(line.seq(), line.at(), line.hash());
    }

    private Optional<Broken> follow(Path file) throws CannotRead {
        try (LineReader reader = LineReader.open(file)) {
            long number = 0;
            for (Optional<LineReader.Line> read = reader.next(); read.isPresent(); read = reader.next()) {
                number++;
                Optional<Damage> damage = check(read.get(), number == 1, reader);
                if (damage.isPresent()) {
                    return Optional.of(new Broken(file, number, damage.get()));
                }
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw new CannotRead(file + " cannot be read: " + Reasons.of(failure), failure);
        }
    }

    private Optional<Damage> check(LineReader.Line read, boolean isFirstOfFile, LineReader rest) throws IOException {
        if (!read.isFinished()) {
            return Optional.of(Damage.TORN);
        }
        Optional<ChainLine> parsed = ChainLine.read(read.bytes());
        if (parsed.isEmpty()) {
            return Optional.of(Damage.CHANGED);
        }
        ChainLine line = parsed.get();
        Optional<Damage> damage =
                last.isPresent() ? checkAfter(last.get(), line, isFirstOfFile, rest) : checkFirst(line);
        if (damage.isEmpty()) {
            accept(line);
        }
        return damage;
    }

    /** Of a log whose earlier files are not at hand, the first line can follow any. */
    private static Optional<Damage> checkFirst(ChainLine line) {
        boolean saysItIsTheFirst = line.previous().equals(Head.NONE.hash());
        return saysItIsTheFirst == (line.seq() == 1) ? Optional.empty() : Optional.of(Damage.CHANGED);
    }

    private static Optional<Damage> checkAfter(ChainLine before, ChainLine line, boolean isFirstOfFile, LineReader rest)
            throws IOException {
        boolean followsInNumber = line.seq() == before.seq() + 1;
        boolean followsInHash = line.previous().equals(before.hash());
        if (followsInNumber && followsInHash) {
            return Optional.empty();
        }
        if (isFirstOfFile) {
            return Optional.of(Damage.NOT_CONTINUED);
        }
        if (line.seq() <= before.seq()) {
            return Optional.of(Damage.INSERTED);
        }
        if (followsInNumber || followsInHash) {
            return Optional.of(Damage.REPLACED);
        }
        return Optional.of(comesLater(before, rest) ? Damage.REORDERED : Damage.MISSING);
    }

    private static boolean comesLater(ChainLine before, LineReader rest) throws IOException {
        for (Optional<LineReader.Line> read = rest.next(); read.isPresent(); read = rest.next()) {
            boolean isIt = ChainLine.read(read.get().bytes())
                    .filter(line -> line.previous().equals(before.hash()))
                    .isPresent();
            if (isIt) {
                return true;
            }
        }
        return false;
    }

    private void accept(ChainLine line) {
        lines++;
        if (first.isEmpty()) {
            first = Optional.of(line);
        }
        last = Optional.of(line);
        isWantedSeen = isWantedSeen || wanted.filter(line.hash()::equals).isPresent();
    }
}
