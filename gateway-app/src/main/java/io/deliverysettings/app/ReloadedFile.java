package io.deliverysettings.app;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is read again when it has changed. While that cannot be done, what was read before stays in use. */
final class ReloadedFile {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadedFile.class);

    private final String name;
    private final Supplier<Future<Boolean>> reload;
    private final Predicate<Throwable> isForTheLog;
    private final Runnable onChange;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    /**
     * Of any kind.
     *
     * @param name what the log calls it
     * @param reload reads it if it has changed, and says whether it had
     * @param isForTheLog which failures have a message that the log may show
     * @param onChange what is to be done then
     */
    ReloadedFile(String name, Supplier<Future<Boolean>> reload, Predicate<Throwable> isForTheLog, Runnable onChange) {
        this.name = name;
        this.reload = reload;
        this.isForTheLog = isForTheLog;
        this.onChange = onChange;
    }

    /** Looks whether it has changed, unless that is being done. */
    void look() {
        if (!isUnderWay.compareAndSet(false, true)) {
            return;
        }
        // Behind `compose`, since what throws must not be the last look.
        Future<Boolean> reloading = Future.<Void>succeededFuture().compose(now -> reload.get());
        reloading
                .onSuccess(changed -> {
                    trouble.set("");
                    if (changed) {
                        onChange.run();
                    }
                })
                .onFailure(this::tell)
                .onComplete(done -> isUnderWay.set(false));
    }

    /** Once, and not in every round. */
    private void tell(Throwable failure) {
        String now = isForTheLog.test(failure)
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
        if (!now.equals(trouble.getAndSet(now))) {
            LOG.error("{} cannot be read again; the earlier one stays in use: {}", name, now);
        }
    }
}
