package io.deliverysettings.adapter.persistence;

/** The few words in which the databases differ. */
enum Dialect {
    /** SQLite has one writer at a time: who writes has every row. */
    SQLITE("CAST(unixepoch('subsec') * 1000 AS BIGINT)", "", "", "INTEGER PRIMARY KEY AUTOINCREMENT"),
    /** PostgreSQL's {@code now()} would be the beginning of the transaction, which may have waited for a lock since. */
    POSTGRESQL(
            "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
            "FOR UPDATE",
            "FOR UPDATE SKIP LOCKED",
            "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");

    private final String now;
    private final String forUpdate;
    private final String skippingLocked;
    private final String generatedId;

    Dialect(String now, String forUpdate, String skippingLocked, String generatedId) {
        this.now = now;
        this.forUpdate = forUpdate;
        this.skippingLocked = skippingLocked;
        this.generatedId = generatedId;
    }

    /** The time of the database, in milliseconds since 1970. */
    String now() {
        return now;
    }

    /** What a query ends in to lock its rows until the transaction ends. */
    String forUpdate() {
        return forUpdate;
    }

    /** The same, for a query that passes over the rows that another transaction has locked. */
    String skippingLocked() {
        return skippingLocked;
    }

    /** The type of a key that the database makes, greater than every one before. */
    String generatedId() {
        return generatedId;
    }
}
