package io.deliverysettings.benchmark;

/**
 * What a figure is to be.
 *
 * @param direction whether the bound is the highest or the lowest that will do
 * @param bound in the unit of the figure
 */
record Target(Direction direction, double bound) {

    enum Direction {
        AT_MOST("at most"),
        AT_LEAST("at least");

        private final String words;

        Direction(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Target atMost(double bound) {
        return new Target(Direction.AT_MOST, bound);
    }

    static Target atLeast(double bound) {
        return new Target(Direction.AT_LEAST, bound);
    }

    /** How far a value is on the wrong side, for people; of one that is not, it makes no sense. */
    String tellMissedBy(double value) {
        String side = direction == Direction.AT_MOST ? "above" : "below";
        return bound == 0
                ? "%s %s it".formatted(Numbers.text(Math.abs(value)), side)
                : "%s %% %s it".formatted(Numbers.text(100 * Math.abs(value / bound - 1)), side);
    }

    /**
     * Whether it holds.
     *
     * @param value what was measured
     * @param noise how far that may be off to either side
     */
    Verdict judge(double value, double noise) {
        double missing = direction == Direction.AT_MOST ? value - bound : bound - value;
        // Not a number is what a division by nothing gives; it holds nothing.
        if (Double.isNaN(missing)) {
            return Verdict.MISSED;
        }
        if (missing <= 0) {
            return Verdict.HOLDS;
        }
        return missing <= noise ? Verdict.WITHIN_NOISE : Verdict.MISSED;
    }
}
