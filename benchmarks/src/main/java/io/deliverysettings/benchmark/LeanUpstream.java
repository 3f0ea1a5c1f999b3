package io.deliverysettings.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * What stands behind everything that is measured: it answers each request with the 900 bytes that PingOne would, whatever
 * was sent, and is as quick as a server can be. Only a write to a slow environment takes its time, as one that PingOne verifies
 * with Meta does; {@code /waiting} tells how many do. Started as a process of its own, with its port and the time in seconds.
 */
final class LeanUpstream {

    /** The number that the document says is selected. */
    static final String NUMBER_ID = "116195731537720";

    /** The path that tells how many slow writes wait. */
    static final String WAITING = "/waiting";

    private static final int SIZE = 900;
    private static final String PATH = "/v1/environments/";
    private static final int ID_LENGTH = 36;

    private static final String BEFORE_ID = """
            {"_links":{"self":{"href":"https://api.pingone.eu/v1/environments/x/notificationsSettings/\
            instantMessagingDeliverySettings/whatsApp"}},"id":"5d08c967-b618-437e-b951-11e6111384fe","environment":{"id":\"""";
    private static final String BEFORE_NAME = """
            "},"createdAt":"2026-11-23T08:40:56.213Z","updatedAt":"2026-11-23T08:40:56.213Z","provider":"CUSTOM_WHATSAPP",\
            "type":"WHATSAPP","whatsAppAccountBusinessId":"107794359053209","appId":"263386889724299","numbers":[{"type":\
            "WHATSAPP","selected":true,"available":true,"createdAt":"2026-11-23T08:40:56.213Z","number":"+1 555-061-2978",\
            "capabilities":["WHATSAPP"],"numberId":"%s","qualityRating":"GREEN","verifiedName":\"""".formatted(NUMBER_ID);
    private static final String AFTER_NAME = "\"}],\"status\":\"Created\"}";

    private static final String AFTER_ID = BEFORE_NAME
            + "n".repeat(SIZE - BEFORE_ID.length() - ID_LENGTH - BEFORE_NAME.length() - AFTER_NAME.length())
            + AFTER_NAME;

    private final Vertx vertx;
    private final long slowMillis;
    private int waiting;

    private LeanUpstream(Vertx vertx, long slowMillis) {
        this.vertx = vertx;
        this.slowMillis = slowMillis;
    }

    public static void main(String... arguments) {
        Vertx vertx = Vertx.vertx();
        LeanUpstream upstream = new LeanUpstream(vertx, Long.parseLong(arguments[1]) * 1000);
        // Connections wait to be accepted while many come at once.
        vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(4096))
                .requestHandler(upstream::answer)
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .onFailure(failure -> System.exit(1));
    }

    private void answer(HttpServerRequest request) {
        String path = request.path();
        // A write is answered when all of it has come, as anybody who reads it would.
        if (path.equals(WAITING)) {
            request.response().end(Integer.toString(waiting));
        } else if (request.method().equals(HttpMethod.PUT) && path.startsWith(Workload.SLOW_ID, PATH.length())) {
            request.endHandler(end -> {
                waiting++;
                vertx.setTimer(slowMillis, over -> {
                    waiting--;
                    answer(request.response(), path);
                });
            });
        } else {
            request.endHandler(end -> answer(request.response(), path));
        }
    }

    private static void answer(HttpServerResponse response, String path) {
        response.putHeader("Content-Type", "application/json").end(Buffer.buffer(document(path)));
    }

    static String document(String path) {
        return BEFORE_ID + path.substring(PATH.length(), PATH.length() + ID_LENGTH) + AFTER_ID;
    }
}
