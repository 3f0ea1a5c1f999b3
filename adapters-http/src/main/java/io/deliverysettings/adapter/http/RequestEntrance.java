package io.deliverysettings.adapter.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Where requests come in: each gets its id, is waited for, and goes to the router unless there is no use in that. */
final class RequestEntrance implements Handler<HttpServerRequest> {

    private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private final Handler<HttpServerRequest> router;
    private final HttpLimitsOptions.Sizes sizes;
    private final BodyArrival bodies;
    private final Consumer<HttpServerRequest> onUnrouted;

    /** The last is told of each request that the router is not asked about, before it is answered. */
    RequestEntrance(
            Vertx vertx,
            Handler<HttpServerRequest> router,
            HttpLimitsOptions limits,
            Consumer<HttpServerRequest> onUnrouted) {
        this.router = router;
        this.sizes = limits.sizes();
        this.bodies = new BodyArrival(vertx, limits.times().body());
        this.onUnrouted = onUnrouted;
    }

    @Override
    public void handle(HttpServerRequest request) {
        CallerReader.correlate(request);
        bodies.expect(request);
        Optional<ErrorTable> fault = RequestSize.faultOf(request, sizes);
        if (fault.isPresent()) {
            refuse(request, fault.get());
        } else if (isReadable(request)) {
            router.handle(request);
        } else {
            refuse(request, ErrorTable.MALFORMED);
        }
    }

    private void refuse(HttpServerRequest request, ErrorTable row) {
        onUnrouted.accept(request);
        FailureWriter.write(request, row);
    }

    /** The router fails on an address that it cannot read, before any handler of ours could say what is wrong. */
    private static boolean isReadable(HttpServerRequest request) {
        String address = request.uri();
        return address == null
                || address.indexOf('%') < 0
                || !MALFORMED_ESCAPE.matcher(address).find();
    }
}
