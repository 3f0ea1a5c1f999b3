package io.deliverysettings.domain.number;

import java.util.List;
import java.util.OptionalInt;

/**
 * Meta's rating of how a number's messages are received. The set is open: {@code NA}, {@code UNKNOWN} and ratings yet to
 * come are handed through, they only have no place in the order.
 *
 * @param value as PingOne wrote it, such as {@code GREEN}
 */
public record QualityRating(String value) {

    /** The best rating. */
    public static final QualityRating GREEN = new QualityRating("GREEN");
    /** Between the two. */
    public static final QualityRating YELLOW = new QualityRating("YELLOW");
    /** The worst rating. */
    public static final QualityRating RED = new QualityRating("RED");

    private static final List<QualityRating> WORST_FIRST = List.of(RED, YELLOW, GREEN);

    /** Refuses an empty rating. */
    public QualityRating {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a quality rating must not be empty");
        }
    }

    /**
     * The place in the known order {@code GREEN > YELLOW > RED}.
     *
     * @return higher is better; empty when the rating is not one of the three
     */
    public OptionalInt rank() {
        int rank = WORST_FIRST.indexOf(this);
        return rank < 0 ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    @Override
    public String toString() {
        return value;
    }
}
