package io.deliverysettings.app.logging;

/** How a line of the log is laid out. */
public enum LogFormat {
    /** As text where somebody reads it on a terminal, as JSON everywhere else. */
    AUTO,
    /** One object in each line, for programs. */
    JSON,
    /** For people. */
    TEXT
}
