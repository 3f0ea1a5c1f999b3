package io.deliverysettings.app;

/** Whose credentials PingOne is called with. */
enum PingOneAuth {
    /** The caller's token: PingOne decides what the caller may do. */
    FORWARD,
    /** Worker applications of the gateway's own. */
    WORKER
}
