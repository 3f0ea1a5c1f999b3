package io.deliverysettings.app;

/** What the gateway keeps its data in. */
enum StoreKind {
    /** A file on this machine. */
    EMBEDDED,
    /** A database that several gateways can share. */
    POSTGRES
}
