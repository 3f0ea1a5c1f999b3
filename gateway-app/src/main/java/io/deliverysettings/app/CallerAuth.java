package io.deliverysettings.app;

/** Who finds out whether a caller is whom it says it is. */
enum CallerAuth {
    /** The gateway: access tokens are verified against their issuers' keys. */
    PINGONE_JWT,
    /** PingOne: tokens are forwarded unseen. */
    FORWARD;

    /** As the setting has it. */
    String text() {
        return this == FORWARD ? "forward" : "pingone-jwt";
    }
}
