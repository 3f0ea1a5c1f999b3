package io.deliverysettings.adapter.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Tells the clock of a connection of HTTP/1.x when requests and answers begin and end, and keeps back what breaks a body. */
final class ExchangeObserver extends ChannelDuplexHandler {

    private final ConnectionClock clock;

    ExchangeObserver(ConnectionClock clock) {
        this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpContent content
                && content.decoderResult().isFailure()
                && BodyArrival.refuseBroken(context.channel())) {
            // Vert.x would close the connection before an answer gets out.
            ReferenceCountUtil.release(content);
            return;
        }
        if (message instanceof HttpRequest) {
            clock.requestBegan(context);
        }
        if (message instanceof LastHttpContent) {
            clock.requestEnded(context);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            clock.answerEnded(context);
        }
        super.write(context, message, promise);
    }

    /** Such as 100 Continue, which is no answer yet. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
