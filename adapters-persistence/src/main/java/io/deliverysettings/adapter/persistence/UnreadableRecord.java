package io.deliverysettings.adapter.persistence;

/** What the database holds is not what this adapter writes: the store is damaged, or somebody else has written to it. */
final class UnreadableRecord extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnreadableRecord(Throwable cause) {
        super("a record of the store cannot be read", cause);
    }
}
