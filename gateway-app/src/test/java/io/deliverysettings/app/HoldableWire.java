package io.deliverysettings.app;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A way to a server of this machine on which the answers to some requests stay, for as long as a test wants. */
final class HoldableWire implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> stopped = ConcurrentHashMap.newKeySet();
    private final Semaphore seen = new Semaphore(0);
    private final NetServer server;
    private volatile String method = "none";

    private HoldableWire(int port) throws TimeoutException {
        server = vertx.createNetServer()
                .connectHandler(near -> connect(near, port))
                .listen(0, "127.0.0.1")
                .await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static HoldableWire to(int port) throws TimeoutException {
        return new HoldableWire(port);
    }

    private void connect(NetSocket near, int port) {
        near.pause();
        client.connect(port, "127.0.0.1").onSuccess(far -> join(near, far)).onFailure(refused -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        near.closeHandler(closed -> far.close());
        far.closeHandler(closed -> near.close());
        far.handler(near::write);
        near.handler(request -> {
            if (request.toString().startsWith(method + " ")) {
                far.pause();
                stopped.add(far);
                seen.release();
            }
            far.write(request);
        });
        near.resume();
    }

    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1");
    }

    /** From now on the answers to requests with this method do not get through. */
    void holdAnswersTo(String requestMethod) {
        method = requestMethod;
    }

    /** Returns when one more such request is on its way. */
    void awaitHeldRequest() throws InterruptedException {
        if (!seen.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no request with the method " + method);
        }
    }

    /** Lets through what has been held, and all that comes. */
    void release() {
        method = "none";
        stopped.forEach(NetSocket::resume);
        stopped.clear();
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
