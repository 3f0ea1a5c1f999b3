package io.deliverysettings.sandbox;

/** What came of a call of the settings: which account it named, whether it changed anything, and how it is answered. */
record Outcome(String accountId, boolean applied, Reply reply) {

    static Outcome unchanged(String accountId, Reply reply) {
        return new Outcome(accountId, false, reply);
    }

    static Outcome unchanged(Reply reply) {
        return unchanged("", reply);
    }

    Outcome withReply(Reply another) {
        return new Outcome(accountId, applied, another);
    }
}
