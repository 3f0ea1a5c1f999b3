package io.deliverysettings.adapter.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets so many requests in at the same time and so many a minute: in all, from one address and of one caller. Who asks for
 * more is refused before anything is read or asked for it, and takes nothing from the others.
 *
 * <p>The headers are those of draft-ietf-httpapi-ratelimit-headers-11.
 */
final class RequestGate implements Handler<RoutingContext> {

    /** Enough for all who may call, and a few megabytes at most. */
    static final int MOST_REMEMBERED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);
    private static final String CALLER = "caller";
    private static final String ADDRESS = "address";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final HttpLimitsOptions.Counts most;
    private final CallerKeys keys;
    private final Quotas callers;
    private final Quotas addresses;
    private final OccasionalWarning overloaded;
    private int inFlight;

    /**
     * Has let nobody in.
     *
     * @param most how many
     * @param keys who is taken for one and the same
     * @param nanos the time, such as {@link System#nanoTime()}
     */
    RequestGate(HttpLimitsOptions.Counts most, CallerKeys keys, LongSupplier nanos) {
        this.most = most;
        this.keys = keys;
        this.callers = new Quotas(
                MOST_REMEMBERED, () -> new Quota(most.perMinutePerCaller(), most.inFlightPerCaller(), nanos));
        this.addresses = new Quotas(
                MOST_REMEMBERED, () -> new Quota(most.perMinutePerAddress(), most.inFlightPerAddress(), nanos));
        this.overloaded = new OccasionalWarning(
                nanos,
                times -> LOG.warn(
                        "{} requests are under way, which is the most that are allowed; {} more were refused",
                        most.inFlight(),
                        times));
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Quota address = addresses.of(keys.address(request));
        Quota.Standing ofAddress = address.take();
        if (!ofAddress.isWithin()) {
            refuseRate(context, ADDRESS, most.perMinutePerAddress(), ofAddress);
            return;
        }
        Quota caller = callers.of(keys.caller(request));
        Quota.Standing ofCaller = caller.take();
        if (!ofCaller.isWithin()) {
            refuseRate(context, CALLER, most.perMinutePerCaller(), ofCaller);
            return;
        }
        tell(context.response(), CALLER, most.perMinutePerCaller(), ofCaller);
        enter(context, address, caller);
    }

    private void enter(RoutingContext context, Quota address, Quota caller) {
        if (!address.enter()) {
            refuse(context, ErrorTable.TOO_MANY_AT_ONCE, SOON);
            return;
        }
        if (!caller.enter()) {
            address.leave();
            refuse(context, ErrorTable.TOO_MANY_AT_ONCE, SOON);
            return;
        }
        if (inFlight >= most.inFlight()) {
            address.leave();
            caller.leave();
            overloaded.happened();
            refuse(context, ErrorTable.OVERLOADED, SOON);
            return;
        }
        inFlight++;
        Passage passage = new Passage(() -> {
            inFlight--;
            address.leave();
            caller.leave();
        });
        passage.putInto(context);
        context.addEndHandler(ended -> passage.answered());
        context.next();
    }

    private static void refuseRate(RoutingContext context, String policy, int quota, Quota.Standing standing) {
        tell(context.response(), policy, quota, standing);
        refuse(context, ErrorTable.TOO_MANY_REQUESTS, standing.untilNext());
    }

    private static void refuse(RoutingContext context, ErrorTable row, Duration retryAfter) {
        FailureWriter.write(context, ApiError.limited(row, retryAfter));
    }

    private static void tell(HttpServerResponse response, String policy, int quota, Quota.Standing standing) {
        response.putHeader("RateLimit-Policy", "\"" + policy + "\";q=" + quota + ";w=60")
                .putHeader(
                        "RateLimit",
                        "\"" + policy + "\";r=" + standing.remaining() + ";t="
                                + FailureWriter.seconds(standing.untilNext()));
    }
}
