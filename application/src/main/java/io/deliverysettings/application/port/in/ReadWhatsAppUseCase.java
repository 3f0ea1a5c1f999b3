package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads an environment's WhatsApp delivery settings. */
public interface ReadWhatsAppUseCase {

    /**
     * Reads the settings of an environment.
     *
     * @param query whose settings, with what, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when PingOne could not be asked, and nothing that is known
     *     may be told to this caller
     */
    CompletionStage<Result> read(Query query);

    /**
     * What to read.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param withTemplates whether to read the account's message templates along; PingOne is asked for them in any case
     * @param fresh whether PingOne is to be asked although it has just been
     */
    record Query(Caller caller, EnvironmentId environment, boolean withTemplates, boolean fresh) {
        /** Refuses {@code null}. */
        public Query {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
        }
    }

    /** Where settings come from. */
    enum Source {
        /** PingOne, asked for this request. */
        PLATFORM,
        /** PingOne, asked for an earlier or concurrent request. */
        SHARED,
        /** The store, since PingOne cannot be asked. */
        STORE
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * The settings.
         *
         * @param settings as PingOne told them
         * @param revision of them; empty when it is not known: templates were read along, a change is under way, or the store
         *     could not be asked
         * @param source where they come from
         * @param age how long ago PingOne told them; not negative
         */
        record Found(WhatsAppSettings settings, Optional<Revision> revision, Source source, Duration age)
                implements Result {
            /** Refuses {@code null}. */
            public Found {
                Objects.requireNonNull(settings, "settings");
                Objects.requireNonNull(revision, "revision");
                Objects.requireNonNull(source, "source");
                Objects.requireNonNull(age, "age");
            }
        }

        /**
         * PingOne refused.
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
         * @param onFound what to do with the settings
         * @param onPlatformRefused what to do with PingOne's refusal
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Found, ? extends R> onFound,
                Function<? super PlatformRefused, ? extends R> onPlatformRefused) {
            if (this instanceof Found found) {
                return onFound.apply(found);
            }
            return onPlatformRefused.apply((PlatformRefused) this);
        }
    }
}
