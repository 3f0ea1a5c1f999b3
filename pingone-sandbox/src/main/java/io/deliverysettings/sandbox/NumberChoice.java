package io.deliverysettings.sandbox;

import java.util.List;
import java.util.Optional;

/** Which of an account's numbers a PUT selects. */
final class NumberChoice {

    private NumberChoice() {}

    /**
     * Chooses the number to send from.
     *
     * <p>PingOne documents none of the odd cases. Here a reference to a number that the account does not offer, or that
     * is not available, is ignored without a word, as sibling resources do; and of two references the last one wins.
     *
     * @return the id of the chosen number, or empty
     */
    static Optional<String> choose(
            List<OfferedNumber> offered, List<NumberReference> references, boolean selectsOnlyNumber) {
        List<OfferedNumber> available =
                offered.stream().filter(OfferedNumber::available).toList();
        if (references.isEmpty() && selectsOnlyNumber && available.size() == 1) {
            return Optional.of(available.get(0).numberId());
        }
        return references.stream()
                .flatMap(reference -> available.stream().filter(reference::names))
                .reduce((first, last) -> last)
                .map(OfferedNumber::numberId);
    }
}
