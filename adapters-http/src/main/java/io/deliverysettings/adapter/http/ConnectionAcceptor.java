package io.deliverysettings.adapter.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets so many connections in and closes any further one at once; gives each that it lets in a {@link ConnectionClock}. */
@Sharable
final class ConnectionAcceptor extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionAcceptor.class);

    private final HttpLimitsOptions limits;
    private final HttpServerOptions decoding;
    private final AtomicInteger open = new AtomicInteger();
    private final OccasionalWarning refused;

    /**
     * Has let none in.
     *
     * @param limits how many, and how long each may take
     * @param decoding what a decoder of requests goes by
     */
    ConnectionAcceptor(HttpLimitsOptions limits, HttpServerOptions decoding) {
        this.limits = limits;
        this.decoding = decoding;
        this.refused = new OccasionalWarning(
                System::nanoTime,
                times -> LOG.warn(
                        "{} connections are open, which is the most that are allowed; {} more were refused",
                        limits.counts().connections(),
                        times));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        if (open.incrementAndGet() > limits.counts().connections()) {
            open.decrementAndGet();
            refused.happened();
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        connection.pipeline().addLast(ConnectionClock.NAME, new ConnectionClock(limits, decoding));
        context.fireChannelRead(message);
    }
}
