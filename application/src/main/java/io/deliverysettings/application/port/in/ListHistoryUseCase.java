package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Lists what was done to an environment's settings, newest first. */
public interface ListHistoryUseCase {

    /** The most entries of one page. */
    int MOST_ENTRIES = 200;

    /**
     * Lists a page of the history. Whether the caller may see the environment is PingOne's to say, so it is asked unless it
     * has just accepted the caller's token for this environment.
     *
     * @param query whose history, which part of it, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when PingOne or the store could not be asked
     */
    CompletionStage<Result> list(Query query);

    /**
     * What to list.
     *
     * @param caller on whose behalf
     * @param environment whose history
     * @param before only entries with a smaller revision; empty for the newest
     * @param limit how many at most, from 1 to {@link #MOST_ENTRIES}
     */
    record Query(Caller caller, EnvironmentId environment, Optional<Revision> before, int limit) {
        /** Refuses {@code null} and a limit out of bounds. */
        public Query {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(before, "before");
            if (limit < 1 || limit > MOST_ENTRIES) {
                throw new IllegalArgumentException("limit must be from 1 to " + MOST_ENTRIES);
            }
        }
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * A page.
         *
         * @param entries newest first
         * @param next what to ask for {@code before} to get the next page; empty when this is the last
         */
        record Listed(List<HistoryEntry> entries, Optional<Revision> next) implements Result {
            /** Copies the list and refuses {@code null}. */
            public Listed {
                entries = List.copyOf(entries);
                Objects.requireNonNull(next, "next");
            }
        }

        /**
         * PingOne refused to let the caller see the environment's settings.
         *
         * @param refusal why; there being no settings is one reason
         */
        record PlatformRefused(PlatformRefusal refusal) implements Result {
            /** Refuses {@code null}. */
            public PlatformRefused {
                Objects.requireNonNull(refusal, "refusal");
            }
        }

        /**
         * Goes on with whichever it is; both cases have to be given.
         *
         * @param onListed what to do with the page
         * @param onPlatformRefused what to do with PingOne's refusal
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Listed, ? extends R> onListed,
                Function<? super PlatformRefused, ? extends R> onPlatformRefused) {
            if (this instanceof Listed listed) {
                return onListed.apply(listed);
            }
            return onPlatformRefused.apply((PlatformRefused) this);
        }
    }
}
