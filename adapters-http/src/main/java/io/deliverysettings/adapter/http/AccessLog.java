package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line a request when it is over, in pairs of key and value, under the name {@code access}, so that it can be sent
 * elsewhere or turned off. Its message says whether the request was answered or the caller had left before. What is turned off costs nothing.
 */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("access");

    private static final String FOLLOWED = AccessLog.class.getName();
    private static final String OTHER = "OTHER";

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.CONNECT,
            HttpMethod.DELETE,
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS,
            HttpMethod.PATCH,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.TRACE);

    private final boolean trustsForwarded;
    private final HttpApiAdapter.Traces traces;

    AccessLog(boolean trustsForwarded, HttpApiAdapter.Traces traces) {
        this.trustsForwarded = trustsForwarded;
        this.traces = traces;
    }

    /** Logs a request when it is over. To follow it twice makes no difference. */
    void follow(RoutingContext context) {
        if (LOG.isInfoEnabled() && context.get(FOLLOWED) == null) {
            Line line = new Line(context.request());
            context.put(FOLLOWED, line);
            context.addEndHandler(end -> line.write(
                    // A stream of HTTP/2 may be closed by the caller as soon as it has its answer.
                    end.failed() && !context.response().ended(),
                    Endpoints.route(context),
                    Authorization.find(context)
                            .flatMap(permitted -> permitted.caller().client())));
        }
    }

    /** For what the router cannot be asked to route: what has to be done when the request is over. */
    Runnable begin(HttpServerRequest request) {
        if (!LOG.isInfoEnabled()) {
            return () -> {};
        }
        Line line = new Line(request);
        return () -> line.write(!request.response().ended(), Optional.empty(), Optional.empty());
    }

    /** What has to be noted when a request begins. */
    private final class Line {

        private final long began = System.nanoTime();
        private final HttpServerRequest request;
        private final String address;
        private final Optional<HttpApiAdapter.Traces.Position> position;

        Line(HttpServerRequest request) {
            this.request = request;
            // A connection that is closed does not know its address any more.
            this.address = ClientAddress.of(request, trustsForwarded);
            this.position = traces.current();
        }

        void write(boolean aborted, Optional<String> route, Optional<ClientId> client) {
            HttpServerResponse response = request.response();
            String method =
                    METHODS.contains(request.method()) ? request.method().name() : OTHER;
            String path = LoggedPath.of(request.path(), route);
            Optional<Integer> status =
                    response.headWritten() || !aborted ? Optional.of(response.getStatusCode()) : Optional.empty();
            long duration = Duration.ofNanos(System.nanoTime() - began).toMillis();
            String protocol = protocol(request.version());
            CorrelationId correlationId = CallerReader.correlationId(response);
            LoggingEventBuilder line = LOG.atInfo()
                    .addKeyValue("method", method)
                    .addKeyValue("path", path)
                    .addKeyValue("durationMs", duration)
                    .addKeyValue("bytesIn", request.bytesRead())
                    .addKeyValue("bytesOut", response.bytesWritten())
                    .addKeyValue("address", address)
                    .addKeyValue("protocol", protocol)
                    .addKeyValue("correlationId", correlationId.value());
            line = with(line, "status", status);
            line = with(line, "route", route);
            line = with(line, "client", client.map(ClientId::value));
            line = with(line, "traceId", position.map(HttpApiAdapter.Traces.Position::traceId));
            line = with(line, "spanId", position.map(HttpApiAdapter.Traces.Position::spanId));
            line.log(aborted ? "aborted" : "answered");
        }

        private static LoggingEventBuilder with(LoggingEventBuilder line, String key, Optional<?> value) {
            return value.isPresent() ? line.addKeyValue(key, value.get()) : line;
        }

        private static String protocol(HttpVersion version) {
            // A line that cannot be read may name no version that there is.
            if (version == null) {
                return "-";
            }
            return switch (version) {
                case HTTP_1_0 -> "HTTP/1.0";
                case HTTP_1_1 -> "HTTP/1.1";
                case HTTP_2 -> "HTTP/2";
            };
        }
    }
}
