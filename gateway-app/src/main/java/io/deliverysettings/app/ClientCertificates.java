package io.deliverysettings.app;

/** Whether clients have to show a certificate. */
enum ClientCertificates {
    /** A client without one is turned away. */
    REQUIRED,
    /** A client may do without. */
    OPTIONAL
}
