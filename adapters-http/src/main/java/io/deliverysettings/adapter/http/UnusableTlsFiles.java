package io.deliverysettings.adapter.http;

import java.io.IOException;

/** The files for TLS cannot be used. The message is for whoever runs the gateway. */
final class UnusableTlsFiles extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableTlsFiles(String message) {
        super(message);
    }

    UnusableTlsFiles(String message, Throwable cause) {
        super(message, cause);
    }
}
