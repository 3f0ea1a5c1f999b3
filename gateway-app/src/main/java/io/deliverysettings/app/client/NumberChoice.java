package io.deliverysettings.app.client;

import java.util.regex.Pattern;

/**
 * A number as somebody names it.
 *
 * @param text as it was typed
 */
record NumberChoice(String text) {

    private static final Pattern ID = Pattern.compile("[0-9]+");

    /** The member that it is sent as. Ids are digits, and so can numbers be; a number without its plus sign is taken for an id. */
    String member() {
        return ID.matcher(text).matches() ? "numberId" : "number";
    }
}
