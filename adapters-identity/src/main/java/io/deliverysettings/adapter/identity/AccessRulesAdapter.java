package io.deliverysettings.adapter.identity;

import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The access rules of an operator's file, or none at all. The rules in force are held in memory: the stages of the port are
 * complete when they are returned. What reads the file blocks, and is not for an event loop.
 */
public final class AccessRulesAdapter implements AccessRulesPort {

    private final @Nullable AccessFile file;
    private byte[] content;
    private volatile AccessRules inForce;

    private AccessRulesAdapter(@Nullable AccessFile file, byte[] content, AccessRules inForce) {
        this.file = file;
        this.content = content;
        this.inForce = inForce;
    }

    /**
     * Everything for everybody whose token is accepted, where somebody else decides what a caller may do.
     *
     * @return ready for use
     */
    public static AccessRulesAdapter unrestricted() {
        return new AccessRulesAdapter(null, new byte[0], AccessRules.unrestricted());
    }

    /**
     * The rules of a file, in YAML. Blocks.
     *
     * @param path the file; its form is in {@code docs/access.md}
     * @return ready for use
     * @throws UnusableRules when it cannot be read, or has a fault
     */
    public static AccessRulesAdapter fromFile(Path path) throws UnusableRules {
        AccessFile file = new AccessFile(path);
        byte[] content = file.content();
        return new AccessRulesAdapter(file, content, file.rules(content));
    }

    /**
     * Reads the file again, and takes what is in it now. Blocks. Whether it has changed is told by what is in it: a file that is
     * replaced by way of a link, as Kubernetes does, need not be any younger.
     *
     * @return whether the rules are others now; never without a file
     * @throws UnusableRules when the file is not usable any more, at each call until it is again; the rules of before stay in
     *     force
     */
    public synchronized boolean reloadIfChanged() throws UnusableRules {
        if (file == null) {
            return false;
        }
        byte[] found = file.content();
        if (Arrays.equals(found, content)) {
            return false;
        }
        AccessRules rules = file.rules(found);
        boolean others = !rules.equals(inForce);
        inForce = rules;
        content = found;
        return others;
    }

    @Override
    public CompletionStage<AccessRules> rules() {
        return CompletableFuture.completedStage(inForce);
    }

    /** How many rules there are, and of which file. */
    @Override
    public String toString() {
        return Optional.ofNullable(file)
                .map(from -> "AccessRulesAdapter[" + inForce.rules().size() + " rules of " + from + "]")
                .orElse("AccessRulesAdapter[unrestricted]");
    }

    /**
     * There are no rules to go by. The message is for an operator: it names the file, and every fault that is in it with its place
     * and what would be accepted, one on a line.
     */
    public static final class UnusableRules extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableRules(String message) {
            super(message);
        }

        UnusableRules(String message, IOException cause) {
            super(message, cause);
        }
    }
}
