package io.deliverysettings.adapter.http;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.history.Revision;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What a change is answered with: written for whoever has waited for it, or part of the operation that tells it later. */
sealed interface ChangeAnswer {

    /** The status. */
    int status();

    /** The revision that goes into the entity tag. */
    Optional<Revision> revision();

    /** Answers the request with it. */
    void writeTo(RoutingContext context);

    /**
     * The change is made.
     *
     * @param status 200, 201, or 204 when there is nothing to show
     * @param revision of what is set now; empty when nothing is
     * @param document what is set now; empty when nothing is
     */
    record Succeeded(int status, Optional<Revision> revision, Optional<Buffer> document) implements ChangeAnswer {

        @Override
        public void writeTo(RoutingContext context) {
            revision.ifPresent(set -> context.response().putHeader("ETag", EntityTags.of(set)));
            document.ifPresentOrElse(
                    shown -> SuccessWriter.write(context, status, shown), () -> SuccessWriter.writeEmpty(context));
        }
    }

    /**
     * The change is not made, or not as it was wanted.
     *
     * @param error why
     * @param fault what an operator has to know of it; empty when the surroundings are not at fault
     */
    record Failed(ApiError error, Optional<PortFault> fault) implements ChangeAnswer {

        @Override
        public int status() {
            return error.row().status();
        }

        @Override
        public Optional<Revision> revision() {
            return error.current();
        }

        @Override
        public void writeTo(RoutingContext context) {
            fault.ifPresent(met -> FailureWriter.log(context, met));
            FailureWriter.write(context, error);
        }
    }
}
