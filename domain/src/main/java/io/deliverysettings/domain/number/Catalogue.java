package io.deliverysettings.domain.number;

import java.util.ArrayList;
import java.util.List;

/**
 * What a WhatsApp account offers: its numbers, in PingOne's order.
 *
 * @param numbers may be empty
 */
public record Catalogue(List<CatalogueNumber> numbers) {

    /** A catalogue without numbers. */
    public static final Catalogue EMPTY = new Catalogue(List.of());

    /** Copies the list. */
    public Catalogue {
        numbers = List.copyOf(numbers);
    }

    /**
     * The numbers that are marked as the one to send from: one or none, unless PingOne's answer contradicts itself.
     *
     * @return in the catalogue's order
     */
    public List<CatalogueNumber> selected() {
        return numbers.stream().filter(CatalogueNumber::selected).toList();
    }

    /**
     * This catalogue with one number selected and no other.
     *
     * @param wanted a number of this catalogue, selected or not
     * @return the same numbers in the same order
     * @throws IllegalArgumentException when {@code wanted} is not in the catalogue
     */
    public Catalogue select(CatalogueNumber wanted) {
        int position = positionOf(wanted);
        if (position < 0) {
            throw new IllegalArgumentException(wanted.describe() + " is not in the catalogue");
        }
        List<CatalogueNumber> result = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            result.add(numbers.get(i).withSelected(i == position));
        }
        return new Catalogue(result);
    }

    /**
     * This catalogue with no number selected.
     *
     * @return the same numbers in the same order
     */
    public Catalogue selectNone() {
        return new Catalogue(
                numbers.stream().map(number -> number.withSelected(false)).toList());
    }

    /**
     * Whether one number is selected and no other.
     *
     * @param wanted a number of this catalogue, selected or not
     * @return true when selecting it would change nothing
     */
    public boolean hasSelectedOnly(CatalogueNumber wanted) {
        List<CatalogueNumber> selected = selected();
        return selected.size() == 1 && selected.get(0).equals(wanted.withSelected(true));
    }

    private int positionOf(CatalogueNumber wanted) {
        CatalogueNumber asSelected = wanted.withSelected(true);
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).withSelected(true).equals(asSelected)) {
                return i;
            }
        }
        return -1;
    }
}
