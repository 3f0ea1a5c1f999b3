package io.deliverysettings.adapter.audit;

/**
 * Where the chain ends: the last line that counts.
 *
 * @param seq its number; 0 when there is none yet
 * @param hash its hash; zeros when there is none yet
 */
record Head(long seq, String hash) {

    /** Before the first line of all. */
    static final Head NONE = new Head(0, "0".repeat(64));

    /** For the application log. */
    @Override
    public String toString() {
        return "line " + seq + ", hash " + hash;
    }
}
