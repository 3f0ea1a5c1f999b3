package io.deliverysettings.adapter.sealing;

import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Seals secrets with AES-256-GCM and makes their digests with HMAC-SHA-256, both by Google Tink, with the keys of a keyset. A
 * keyset holds all keys that were ever used, of which the newest of each kind are the primary ones that seal.
 *
 * <p>The methods of the port compute for microseconds and wait for nothing; their stages are complete when they are returned.
 * What makes, changes or reads a keyset file blocks, and is not for an event loop.
 *
 * <p>How long a secret is can be told from its ciphertext.
 */
public final class SealingAdapter implements SealingPort {

    private final Optional<KeysetFile> file;
    private final HealthPort health = new KeysetHealthAdapter(this::isReloaded);
    private volatile Sealer sealer;
    private volatile boolean isReloaded = true;
    private Optional<KeysetFile.Version> version;

    private SealingAdapter(Optional<KeysetFile> file, Optional<KeysetFile.Version> version, Keyset keyset) {
        this.file = file;
        this.version = version;
        this.sealer = new Sealer(keyset);
    }

    /**
     * Seals with the keys of a file. Blocks.
     *
     * @param path a file that {@link #createKeyset} made, readable by its owner alone
     * @return ready for use
     * @throws UnusableKeyset when it is missing, cannot be read, is open to others, or is no keyset
     */
    public static SealingAdapter fromFile(Path path) throws UnusableKeyset {
        KeysetFile file = new KeysetFile(path);
        // In this order: a change between the two shows at the next look.
        KeysetFile.Version version = file.version();
        return new SealingAdapter(Optional.of(file), Optional.of(version), file.read());
    }

    /**
     * Seals with keys that are given, by an environment variable for example.
     *
     * @param keyset the content of a file that {@link #createKeyset} made
     * @return ready for use
     * @throws UnusableKeyset when it is no keyset
     */
    public static SealingAdapter fromText(Secret keyset) throws UnusableKeyset {
        return new SealingAdapter(
                Optional.empty(), Optional.empty(), Keyset.parse(keyset.reveal(), "The text of the keyset"));
    }

    /**
     * Makes a file with new keys, for its owner alone. The directory has to be there. Blocks.
     *
     * @param path where there is nothing yet; a file of this name and {@code .lock} stays beside it
     * @throws UnusableKeyset when there is something, or it cannot be written
     */
    public static void createKeyset(Path path) throws UnusableKeyset {
        new KeysetFile(path).create();
    }

    /**
     * Adds new primary keys to a file. What was sealed with the keys before still opens. The file is replaced at once or not at
     * all, stays with its owner, and of several rotations at the same time none is lost. Blocks, also until another rotation is
     * through.
     *
     * <p>Who uses the file has to {@linkplain #reloadIfChanged() read it again} before they can open what others seal with the
     * new keys.
     *
     * @param path a file that {@link #fromFile} would take, in a directory that can be written to
     * @throws UnusableKeyset when it is not, or cannot be written; all keys that were in it still are
     */
    public static void rotateKeyset(Path path) throws UnusableKeyset {
        new KeysetFile(path).rotate();
    }

    /**
     * Reads the file of keys again, if it is not as it was. Blocks. Calls of the port go on meanwhile, each with the keys of
     * before or those of after.
     *
     * @return whether the keys are others now; never when they were given as text
     * @throws UnusableKeyset when the file is not usable any more, at each call until it is again; the keys of before stay in
     *     use
     */
    public synchronized boolean reloadIfChanged() throws UnusableKeyset {
        if (file.isEmpty()) {
            return false;
        }
        try {
            boolean others = reloadIfChanged(file.get());
            isReloaded = true;
            return others;
        } catch (UnusableKeyset unusable) {
            isReloaded = false;
            throw unusable;
        }
    }

    private boolean reloadIfChanged(KeysetFile source) throws UnusableKeyset {
        Optional<KeysetFile.Version> found = Optional.of(source.version());
        if (found.equals(version)) {
            return false;
        }
        Keyset keyset = source.read();
        boolean others = !keyset.sameAs(sealer.keyset());
        sealer = new Sealer(keyset);
        version = found;
        return others;
    }

    /** Whether the keys are those of the file, as far as the last look can tell. */
    private boolean isReloaded() {
        return isReloaded;
    }

    /**
     * How the keys are: degraded while the file cannot be {@linkplain #reloadIfChanged() read again}, since others may seal with
     * keys that are not known here; and else up.
     *
     * @return always the same; it looks at no file
     */
    public HealthPort health() {
        return health;
    }

    @Override
    public CompletionStage<SealedSecret> seal(EnvironmentId environment, SecretPurpose purpose, Secret secret) {
        return CompletableFuture.completedStage(sealer.seal(new SealedPlace(environment, purpose), secret));
    }

    @Override
    public CompletionStage<Opening> open(EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed) {
        return CompletableFuture.completedStage(sealer.open(new SealedPlace(environment, purpose), sealed));
    }

    @Override
    public CompletionStage<Boolean> matches(
            EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed, Secret secret) {
        return CompletableFuture.completedStage(sealer.matches(new SealedPlace(environment, purpose), sealed, secret));
    }

    @Override
    public CompletionStage<Resealing> reseal(EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed) {
        return CompletableFuture.completedStage(sealer.reseal(new SealedPlace(environment, purpose), sealed));
    }

    /** The ids of the primary keys and how many there are, as they stand in the file; not the keys. */
    @Override
    public String toString() {
        Keyset keyset = sealer.keyset();
        return "SealingAdapter[" + keyset.sealing() + ", " + keyset.digests() + "]";
    }

    /**
     * There are no keys to work with. The message is for an operator: it names the file and says what is wrong, and shows nothing
     * of what is in it.
     */
    public static final class UnusableKeyset extends Exception {

        private static final long serialVersionUID = 1L;

        UnusableKeyset(String message) {
            super(message);
        }

        /** With what the file system said. Parsers are no cause: theirs may show what they read. */
        UnusableKeyset(String message, IOException cause) {
            super(message, cause);
        }
    }
}
