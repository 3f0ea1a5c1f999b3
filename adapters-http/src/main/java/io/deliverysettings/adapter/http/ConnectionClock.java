package io.deliverysettings.adapter.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection may take: without a request, and until the head of one has arrived. A request that has arrived is
 * waited for, however long its answer takes, which no timeout for idle connections of Vert.x can tell from an idle one.
 *
 * <p>First in the pipeline, where it sees each byte that comes in.
 */
final class ConnectionClock extends ChannelInboundHandlerAdapter {

    static final String NAME = "clock";

    private static final String DECODER = "httpDecoder";
    private static final String ENCODER = "httpEncoder";

    private enum Phase {
        /** No request is there. */
        IDLE,
        /** The first bytes of a request have arrived, or of what has to go before one. */
        HEAD,
        /** A request is there. */
        EXCHANGE
    }

    private final HttpLimitsOptions limits;
    private final HttpServerOptions decoding;
    private Phase phase = Phase.IDLE;
    private boolean isMultiplexed;
    private boolean isReceiving;
    private int unanswered;
    private @Nullable StrictRequestDecoder decoder;
    private @Nullable HttpConnection connection;
    private @Nullable Future<?> timer;
    private long dueAt;
    private long expiry;

    ConnectionClock(HttpLimitsOptions limits, HttpServerOptions decoding) {
        this.limits = limits;
        this.decoding = decoding;
    }

    /** The connection speaks HTTP. To be called on its event loop when Vert.x says so, which is after the handshake of TLS. */
    static void established(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((ConnectionBase) connection).channelHandlerContext().pipeline();
        ChannelHandlerContext context = pipeline.context(ConnectionClock.class);
        if (context != null) {
            ((ConnectionClock) context.handler()).established(context, connection);
        }
    }

    private void established(ChannelHandlerContext context, HttpConnection established) {
        connection = established;
        Http2ConnectionHandler http2 = context.pipeline().get(Http2ConnectionHandler.class);
        if (http2 != null) {
            isMultiplexed = true;
            http2.connection().addListener(new Streams(context, http2.connection()));
            // After an upgrade the first stream is there already.
            enter(context, http2.connection().numActiveStreams() > 0 ? Phase.EXCHANGE : Phase.IDLE);
        } else {
            observeRequests(context.pipeline());
            if (unanswered == 0 && !isReceiving) {
                enter(context, Phase.IDLE);
            }
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        enter(context, Phase.IDLE);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopTimer();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (phase == Phase.IDLE && !isMultiplexed) {
            enter(context, Phase.HEAD);
        }
        ByteBuf bytes = (ByteBuf) message;
        // Vert.x tells HTTP/1.x from HTTP/2 by the first bytes and hands what it has got to a decoder of its own at
        // once.
        // Byte by byte until it knows, so that the decoder can be replaced before it has seen anything that matters.
        while (!knowsProtocol(context.pipeline()) && bytes.readableBytes() > 1) {
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        context.fireChannelRead(bytes);
    }

    private boolean knowsProtocol(ChannelPipeline pipeline) {
        observeRequests(pipeline);
        return decoder != null
                || isMultiplexed
                || pipeline.get(SslHandler.class) != null
                || pipeline.get(Http2ConnectionHandler.class) != null;
    }

    private void observeRequests(ChannelPipeline pipeline) {
        if (decoder == null && pipeline.get(DECODER) != null) {
            decoder = new StrictRequestDecoder(decoding, limits.sizes().headers());
            pipeline.replace(DECODER, DECODER, decoder);
            pipeline.addAfter(ENCODER, "exchanges", new ExchangeObserver(this));
        }
    }

    void requestBegan(ChannelHandlerContext context) {
        unanswered++;
        isReceiving = true;
        enter(context, Phase.EXCHANGE);
    }

    void requestEnded(ChannelHandlerContext context) {
        isReceiving = false;
        idleIfOver(context);
    }

    void answerEnded(ChannelHandlerContext context) {
        unanswered--;
        idleIfOver(context);
    }

    private void idleIfOver(ChannelHandlerContext context) {
        if (unanswered == 0 && !isReceiving && !isMultiplexed) {
            enter(context, decoder != null && decoder.hasBegun() ? Phase.HEAD : Phase.IDLE);
        }
    }

    private void enter(ChannelHandlerContext context, Phase next) {
        phase = next;
        switch (next) {
            case IDLE -> expireAfter(context, limits.times().idle());
            case HEAD -> expireAfter(context, limits.times().head());
            case EXCHANGE -> {}
        }
    }

    /** Phases follow each other much faster than they expire: a timer that is early enough is left to look again. */
    private void expireAfter(ChannelHandlerContext context, Duration time) {
        long now = System.nanoTime();
        expiry = now + time.toNanos();
        if (timer == null || dueAt - expiry > 0) {
            stopTimer();
            startTimer(context, now);
        }
    }

    private void startTimer(ChannelHandlerContext context, long now) {
        dueAt = expiry;
        timer = context.executor().schedule(() -> lookAgain(context), expiry - now, TimeUnit.NANOSECONDS);
    }

    private void lookAgain(ChannelHandlerContext context) {
        timer = null;
        long now = System.nanoTime();
        if (phase == Phase.EXCHANGE) {
            return;
        }
        if (expiry - now > 0) {
            startTimer(context, now);
        } else if (phase == Phase.HEAD) {
            giveUpHead(context);
        } else {
            close(context);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void giveUpHead(ChannelHandlerContext context) {
        observeRequests(context.pipeline());
        if (decoder == null || !decoder.refuse(new RefusedHead(ErrorTable.REQUEST_TIMEOUT, "slow headers"))) {
            close(context);
        }
    }

    private void close(ChannelHandlerContext context) {
        if (connection != null) {
            connection.close();
        } else {
            context.channel().unsafe().close(context.newPromise());
        }
    }

    /** The streams of HTTP/2. Frames that open none, such as pings, do not make a connection any less idle. */
    private final class Streams extends Http2ConnectionAdapter {
        private final ChannelHandlerContext context;
        private final Http2Connection streams;

        Streams(ChannelHandlerContext context, Http2Connection streams) {
            this.context = context;
            this.streams = streams;
        }

        @Override
        public void onStreamActive(Http2Stream stream) {
            if (phase == Phase.IDLE) {
                enter(context, Phase.EXCHANGE);
            }
        }

        @Override
        public void onStreamClosed(Http2Stream stream) {
            if (streams.numActiveStreams() == 0) {
                enter(context, Phase.IDLE);
            }
        }
    }
}
