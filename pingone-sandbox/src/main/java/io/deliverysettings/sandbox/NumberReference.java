package io.deliverysettings.sandbox;

import org.jspecify.annotations.Nullable;

/** How a request names the number to select: by id, by number, or by both, which then have to agree. */
record NumberReference(@Nullable String numberId, @Nullable String number) {

    boolean names(OfferedNumber offered) {
        return (numberId == null || numberId.equals(offered.numberId()))
                && (number == null || offered.hasDigitsOf(number));
    }
}
