package io.deliverysettings.adapter.http;

import io.netty.channel.ChannelHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.net.impl.NetServerInternal;
import io.vertx.core.spi.transport.Transport;

/**
 * A Vert.x whose servers have a handler of Netty that hears of every connection when it is accepted.
 *
 * <p>Vert.x itself tells of a connection when its first request has been read, or the handshake of TLS is over. Who only
 * opens connections, or sends a request byte by byte, would never be noticed. This is built on internals of Vert.x, so that
 * another version of it can break the build or the tests of this, and nothing else.
 */
final class AcceptorVertx extends VertxWrapper {

    private final Transport transport;

    private AcceptorVertx(VertxInternal vertx, ChannelHandler acceptor) {
        super(vertx);
        this.transport = new AcceptorTransport(vertx.transport(), acceptor);
    }

    static HttpServer createHttpServer(Vertx vertx, HttpServerOptions options, ChannelHandler acceptor) {
        return new AcceptorVertx((VertxInternal) vertx, acceptor).createHttpServer(options);
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        return new HttpServerImpl(this, options);
    }

    @Override
    public NetServerInternal createNetServer(NetServerOptions options) {
        return new NetServerImpl(this, options);
    }

    @Override
    public Transport transport() {
        return transport;
    }
}
