package io.deliverysettings.domain.number;

import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What comes of a request's {@code numbers} over a catalogue. Only {@link Refused} is an error. */
public sealed interface SelectionOutcome {

    /** Why a number is the one to send from. */
    enum Basis {
        /** The request selects it. */
        REQUESTED,
        /** It was selected before and is still available. */
        KEPT,
        /** It is the only number that is available. */
        ONLY_AVAILABLE
    }

    /**
     * One number is to be sent from.
     *
     * @param number the number, as the catalogue has it
     * @param basis why this one
     * @param warnings what to know about it
     */
    record Selected(CatalogueNumber number, Basis basis, List<NumberVerdict.Remark> warnings)
            implements SelectionOutcome {
        /** Refuses {@code null} and copies the list. */
        public Selected {
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(basis, "basis");
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Somebody has to choose: several numbers could be selected, and neither the request nor an earlier selection says
     * which; or there is one, and the policy does not choose by itself.
     *
     * @param candidates the numbers that can be selected; never empty
     */
    record ChoiceRequired(List<CatalogueNumber> candidates) implements SelectionOutcome {
        /** Copies the list and refuses an empty one. */
        public ChoiceRequired {
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("a choice among nothing");
            }
        }
    }

    /** The request selects none, and the catalogue has none that could be selected. */
    record NothingSelectable() implements SelectionOutcome {}

    /**
     * The request cannot be done.
     *
     * @param violations what is wrong with it; never empty
     * @param selectable what can be selected instead; empty when nothing can, or when the catalogue was not looked at
     */
    record Refused(List<Violation> violations, List<CatalogueNumber> selectable) implements SelectionOutcome {
        /** Copies the lists and refuses a refusal without a violation. */
        public Refused {
            violations = List.copyOf(violations);
            selectable = List.copyOf(selectable);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("refused, but without a violation");
            }
        }
    }

    /**
     * Goes on with whichever it is; every case has to be given.
     *
     * @param onSelected what to do with a selected number
     * @param onChoiceRequired what to do when somebody has to choose
     * @param onNothingSelectable what to do when there is nothing to choose
     * @param onRefused what to do with a refusal
     * @param <R> the type of the result
     * @return what the chosen function returned
     */
    default <R> R fold(
            Function<? super Selected, ? extends R> onSelected,
            Function<? super ChoiceRequired, ? extends R> onChoiceRequired,
            Function<? super NothingSelectable, ? extends R> onNothingSelectable,
            Function<? super Refused, ? extends R> onRefused) {
        if (this instanceof Selected selected) {
            return onSelected.apply(selected);
        }
        if (this instanceof ChoiceRequired choiceRequired) {
            return onChoiceRequired.apply(choiceRequired);
        }
        if (this instanceof NothingSelectable nothingSelectable) {
            return onNothingSelectable.apply(nothingSelectable);
        }
        return onRefused.apply((Refused) this);
    }

    /**
     * The catalogue as it is to be after this outcome. Applying the same outcome again changes nothing.
     *
     * @param catalogue the catalogue that the outcome was decided over
     * @return with the selected number as the only selected one; with none selected while nobody has chosen; unchanged when
     *     refused
     */
    default Catalogue applyTo(Catalogue catalogue) {
        return fold(
                selected -> catalogue.select(selected.number()),
                choiceRequired -> catalogue.selectNone(),
                nothingSelectable -> catalogue.selectNone(),
                refused -> catalogue);
    }
}
