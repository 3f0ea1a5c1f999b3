package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lists the environments that the gateway knows, with what it knows of each. */
public interface ListEnvironmentsUseCase {

    /** How many environments a page can have at most. */
    int MOST_ENVIRONMENTS = 100;

    /**
     * Lists a page of the environments of which something is set. Where PingOne decides what callers may see, it is asked about
     * each that it has not just been asked about, and those that it refuses are left out.
     *
     * @param query which page, and on whose behalf
     * @return the page; fails with a {@link PortFault} when the store met one, or PingOne while it was asked what the caller
     *     may see
     */
    CompletionStage<Page> list(Query query);

    /**
     * Which page.
     *
     * @param caller on whose behalf
     * @param access what the caller may do; environments that it may not read are passed over as if they were not there
     * @param after the environment that the page before was looked through to; empty to begin
     * @param limit how many environments that the access allows to read are looked at, from 1 to {@link #MOST_ENVIRONMENTS}
     */
    record Query(Caller caller, Access access, Optional<EnvironmentId> after, int limit) {
        /** Refuses {@code null} and a limit out of its bounds. */
        public Query {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(access, "access");
            Objects.requireNonNull(after, "after");
            if (limit < 1 || limit > MOST_ENVIRONMENTS) {
                throw new IllegalArgumentException("limit must be from 1 to " + MOST_ENVIRONMENTS);
            }
        }
    }

    /**
     * A page.
     *
     * @param environments those of the page that the caller may see, in the order of their ids; can be fewer than the limit,
     *     and even none, with more to come
     * @param next between which environments the next page begins; empty when this is the last one
     */
    record Page(List<Known> environments, Optional<Gap> next) {
        /** Copies the list. */
        public Page {
            environments = List.copyOf(environments);
            Objects.requireNonNull(next, "next");
        }
    }

    /**
     * Where a page ends. The caller may not be allowed to know of either environment: any id from the first, that included, to the
     * second, that excluded, says as well where to go on, and gives neither away.
     *
     * @param last the last environment that was looked at
     * @param following the one after it
     */
    record Gap(EnvironmentId last, EnvironmentId following) {
        /** Refuses {@code null}. */
        public Gap {
            Objects.requireNonNull(last, "last");
            Objects.requireNonNull(following, "following");
        }
    }

    /**
     * An environment of which something is known.
     *
     * @param environment its id
     * @param settings what is set, as PingOne last said
     * @param revision of that
     * @param confirmedAt when PingOne last said so
     * @param openOperations how many changes of it are not over
     */
    record Known(
            EnvironmentId environment,
            WhatsAppSettings settings,
            Revision revision,
            Instant confirmedAt,
            int openOperations) {
        /** Refuses {@code null}. */
        public Known {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(settings, "settings");
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(confirmedAt, "confirmedAt");
        }
    }
}
