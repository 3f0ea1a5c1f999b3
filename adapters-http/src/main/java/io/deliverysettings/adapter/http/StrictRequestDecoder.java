package io.deliverysettings.adapter.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's decoder of HTTP/1.x, without the leniency of which two servers in a row make two different requests (RFC 9112,
 * section 11.2). What it refuses is answered, and not a byte after it is read.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private final int mostHeaders;
    private boolean isWithinHead = true;
    private boolean hasLine;
    private boolean hasRefused;
    private @Nullable ChannelHandlerContext context;

    StrictRequestDecoder(HttpServerOptions options, int mostHeaders) {
        super(options);
        this.mostHeaders = mostHeaders;
    }

    @Override
    protected HttpMessage createMessage(String[] firstLine) {
        HttpVersion version = HttpVersion.valueOf(firstLine[2]);
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw new RefusedHead(ErrorTable.HTTP_VERSION_NOT_SUPPORTED, "unknown version");
        }
        return super.createMessage(firstLine);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        context = added;
        super.handlerAdded(added);
    }

    /**
     * Answers instead of reading on.
     *
     * @return whether that is possible, which it is before a request is there
     */
    boolean refuse(RefusedHead reason) {
        if (context == null || hasRefused || !isWithinHead) {
            return false;
        }
        context.fireChannelRead(refusal(reason));
        context.fireChannelReadComplete();
        return true;
    }

    @Override
    protected void decode(ChannelHandlerContext decoding, ByteBuf bytes, List<Object> out) throws Exception {
        if (hasRefused) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        if (isWithinHead && isAmbiguous(bytes)) {
            bytes.skipBytes(bytes.readableBytes());
            out.add(refusal(new RefusedHead(ErrorTable.MALFORMED, "ambiguous line")));
            return;
        }
        int before = out.size();
        super.decode(decoding, bytes, out);
        for (int i = before; i < out.size() && !hasRefused; i++) {
            check(out, i);
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext decoding, ByteBuf bytes, List<Object> out) throws Exception {
        // Netty would add that the connection has ended within a head, to what has been refused already.
        if (!hasRefused) {
            super.decodeLast(decoding, bytes, out);
        }
    }

    private void check(List<Object> out, int index) {
        Object message = out.get(index);
        if (message instanceof HttpRequest request) {
            isWithinHead = false;
            hasLine = false;
            if (request.decoderResult().isFailure()) {
                refuseFrom(out, index, RequestHead.withoutUpgrade(request));
                return;
            }
            RefusedHead fault = RequestHead.faultOf(request, mostHeaders);
            if (fault != null) {
                refuseFrom(out, index, refusal(fault));
                return;
            }
            RequestHead.ignoreUnusableUpgrade(request);
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            hasRefused = true;
            return;
        }
        if (message instanceof LastHttpContent) {
            isWithinHead = true;
        }
    }

    private void refuseFrom(List<Object> out, int index, HttpMessage refusal) {
        hasRefused = true;
        Object refused = out.get(index);
        out.set(index, refusal);
        if (refused != refusal) {
            ReferenceCountUtil.release(refused);
        }
        while (out.size() > index + 1) {
            ReferenceCountUtil.release(out.remove(out.size() - 1));
        }
    }

    private HttpMessage refusal(RefusedHead reason) {
        hasRefused = true;
        HttpMessage refusal = createInvalidMessage();
        refusal.setDecoderResult(DecoderResult.failure(reason));
        return refusal;
    }

    /** Whether the first bytes of a request are there already. */
    boolean hasBegun() {
        return isWithinHead && actualReadableBytes() > 0;
    }

    /**
     * Whether the parts of the first line are not told apart by one space each (RFC 9112, section 3), or a line begins with a
     * space, which makes it part of the line before (section 5.2). Netty takes whole lines from the bytes only, so that they
     * always begin with the beginning of one.
     */
    private boolean isAmbiguous(ByteBuf bytes) {
        int start = bytes.readerIndex();
        while (start < bytes.writerIndex()) {
            byte first = bytes.getByte(start);
            if (first == HttpConstants.SP || first == HttpConstants.HT) {
                return true;
            }
            int end = bytes.indexOf(start, bytes.writerIndex(), HttpConstants.LF);
            if (end < 0) {
                return false;
            }
            boolean isEmpty = end == start || (end == start + 1 && first == HttpConstants.CR);
            if (isEmpty && hasLine) {
                return false;
            }
            if (!isEmpty && !hasLine && !isFirstLine(bytes, start, end)) {
                return true;
            }
            hasLine |= !isEmpty;
            start = end + 1;
        }
        return false;
    }

    private static boolean isFirstLine(ByteBuf bytes, int start, int end) {
        int last = bytes.getByte(end - 1) == HttpConstants.CR ? end - 1 : end;
        int spaces = 0;
        for (int i = start; i < last; i++) {
            byte each = bytes.getByte(i);
            boolean isSpace = each == HttpConstants.SP;
            if ((isSpace && bytes.getByte(i - 1) == HttpConstants.SP) || (each >= 0 && each < HttpConstants.SP)) {
                return false;
            }
            spaces += isSpace ? 1 : 0;
        }
        return spaces == 2;
    }
}
