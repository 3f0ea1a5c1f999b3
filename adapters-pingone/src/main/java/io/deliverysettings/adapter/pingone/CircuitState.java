package io.deliverysettings.adapter.pingone;

/** Whether a host is called. */
enum CircuitState {
    /** It is. */
    CLOSED,
    /** It was left alone and is tried out again, or would be by the next call. */
    HALF_OPEN,
    /** It is left alone for a while. */
    OPEN
}
