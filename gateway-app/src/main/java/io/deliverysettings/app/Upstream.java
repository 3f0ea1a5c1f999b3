package io.deliverysettings.app;

/** What the gateway stands in front of. */
enum Upstream {
    /** The PingOne sandbox, started along with the gateway. */
    SANDBOX,
    /** PingOne itself. */
    PINGONE
}
