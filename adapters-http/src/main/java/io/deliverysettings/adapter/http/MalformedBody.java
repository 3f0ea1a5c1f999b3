package io.deliverysettings.adapter.http;

/** The body is not one JSON object. The message is for the caller and holds nothing of the body. */
final class MalformedBody extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedBody(String message) {
        super(message, null, false, false);
    }

    /** What to tell the caller; never null, unlike the message of an exception in general. */
    String explanation() {
        return String.valueOf(getMessage());
    }
}
