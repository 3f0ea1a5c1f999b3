package io.deliverysettings.domain.number;

import java.util.List;
import java.util.Objects;

/**
 * Whether one number of a catalogue can be selected under a policy, with everything that speaks against it.
 *
 * @param number the number that is judged
 * @param reasons why it cannot be selected; empty when it can
 * @param warnings what to know before selecting it; never a reason to refuse
 */
public record NumberVerdict(CatalogueNumber number, List<Remark> reasons, List<Remark> warnings) {

    /** What there is to say about a number. */
    public enum Remark {
        /** The account does not have the number right now. */
        NOT_AVAILABLE("is not available in the account right now"),
        /** PingOne gives neither an id nor a phone number, so that no request could name it. */
        NOT_IDENTIFIABLE("has neither a numberId nor a number to be named by"),
        /** Its quality is known and worse than the policy demands. */
        QUALITY_BELOW_MINIMUM("has a quality rating below the minimum of the gateway's policy"),
        /** The policy demands a quality, and the rating is not one of GREEN, YELLOW and RED. */
        QUALITY_NOT_RANKED("has a quality rating that the gateway's policy cannot compare"),
        /** The policy demands a quality, and PingOne gives no rating. */
        QUALITY_NOT_STATED("has no quality rating for the gateway's policy to compare");

        private final String predicate;

        Remark(String predicate) {
            this.predicate = predicate;
        }

        /**
         * The remark as the end of a sentence that begins with the number.
         *
         * @return such as {@code is not available in the account right now}
         */
        public String predicate() {
            return predicate;
        }
    }

    /** Refuses {@code null} and copies the lists. */
    public NumberVerdict {
        Objects.requireNonNull(number, "number");
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether the number can be selected.
     *
     * @return true when there is no reason against it
     */
    public boolean isSelectable() {
        return reasons.isEmpty();
    }
}
