package io.deliverysettings.benchmark;

/** What became of a target. */
enum Verdict {
    HOLDS("holds"),
    WITHIN_NOISE("missed, but by no more than the noise"),
    MISSED("MISSED"),
    /** A figure without a target. */
    FOR_COMPARISON("for comparison");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
