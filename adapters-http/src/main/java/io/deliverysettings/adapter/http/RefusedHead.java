package io.deliverysettings.adapter.http;

import io.netty.handler.codec.DecoderException;

/** What stands before the body of a request of HTTP/1.x is not accepted, and nothing after it on the connection is read. */
final class RefusedHead extends DecoderException {

    private static final long serialVersionUID = 1L;

    private final ErrorTable row;

    RefusedHead(ErrorTable row, String reason) {
        super(reason);
        this.row = row;
    }

    /** How it is answered. */
    ErrorTable row() {
        return row;
    }
}
