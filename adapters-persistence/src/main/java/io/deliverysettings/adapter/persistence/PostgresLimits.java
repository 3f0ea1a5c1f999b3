package io.deliverysettings.adapter.persistence;

import java.time.Duration;

/**
 * How long PostgreSQL may take.
 *
 * @param connect to accept a connection
 * @param statement for one statement, waiting for a lock included; the server holds to that
 * @param call for everything that a method of the port asks of it; the limit when the server is cut off and says nothing
 */
record PostgresLimits(Duration connect, Duration statement, Duration call) {

    /** Short enough for a caller to get an answer, and far above what any of it takes when all is well. */
    static final PostgresLimits USUAL =
            new PostgresLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(12));
}
