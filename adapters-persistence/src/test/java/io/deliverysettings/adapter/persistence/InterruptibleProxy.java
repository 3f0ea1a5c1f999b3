package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A network that can be cut: nothing comes through any more, and nobody is told. */
final class InterruptibleProxy {

    private final NetServer server;
    private final NetClient client;
    private final int target;
    private volatile boolean isCut;

    private InterruptibleProxy(Vertx vertx, int target) {
        this.server = vertx.createNetServer();
        this.client = vertx.createNetClient();
        this.target = target;
    }

    static Future<InterruptibleProxy> to(Vertx vertx, int port) {
        InterruptibleProxy proxy = new InterruptibleProxy(vertx, port);
        return proxy.server.connectHandler(proxy::accept).listen(0, "localhost").map(listening -> proxy);
    }

    int port() {
        return server.actualPort();
    }

    void cut() {
        isCut = true;
    }

    void mend() {
        isCut = false;
    }

    private void accept(NetSocket caller) {
        caller.pause();
        client.connect(target, "localhost")
                .onSuccess(called -> {
                    pass(caller, called);
                    pass(called, caller);
                    caller.resume();
                })
                .onFailure(failure -> caller.close());
    }

    private void pass(NetSocket from, NetSocket to) {
        from.handler(data -> {
            if (!isCut) {
                to.write(data);
            }
        });
        from.exceptionHandler(ignored -> to.close());
        from.closeHandler(closed -> to.close());
    }
}
