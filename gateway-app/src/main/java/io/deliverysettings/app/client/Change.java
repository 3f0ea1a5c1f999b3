package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What came of a change. */
final class Change {

    private final boolean isOver;
    private final byte[] document;
    private final Optional<String> etag;

    private Change(boolean isOver, byte[] document, Optional<String> etag) {
        this.isOver = isOver;
        this.document = document.clone();
        this.etag = etag;
    }

    /**
     * It was made.
     *
     * @param settings what is set now
     * @param etag of that
     */
    static Change made(byte[] settings, Optional<String> etag) {
        return new Change(true, settings, etag);
    }

    /** It is on its way. */
    static Change open(byte[] operation) {
        return new Change(false, operation, Optional.empty());
    }

    boolean isOver() {
        return isOver;
    }

    /** The settings, or the operation. */
    byte[] document() {
        return document.clone();
    }

    /** The same, read. */
    JsonNode json() throws CannotDo {
        return Reply.parse(document).orElseThrow(ErrorText::unreadable);
    }

    Optional<String> etag() {
        return etag;
    }
}
