package io.deliverysettings.domain.access;

import java.util.Arrays;
import java.util.Optional;

/** What a caller can be allowed to do in an environment. None of them includes another. */
public enum Permission {
    /** Read the settings and the account's numbers, and see the environment in the list of them. */
    READ("read"),
    /** Write the whole of the settings, check a request without writing it, restore an earlier revision, and remove them. */
    WRITE("write"),
    /** Switch the number that is sent from, without the account's secrets. */
    SELECT_NUMBER("select-number"),
    /** Read what was done to the settings. */
    HISTORY("history"),
    /** Follow the accepted changes of everybody. Whoever may make changes may follow them anyway. */
    OPERATE("operate");

    private final String text;

    Permission(String text) {
        this.text = text;
    }

    /**
     * The permission that is written so.
     *
     * @param text as in an access file, such as {@code select-number}
     * @return empty when there is no such permission
     */
    public static Optional<Permission> of(String text) {
        return Arrays.stream(values())
                .filter(permission -> permission.text.equals(text))
                .findFirst();
    }

    /**
     * How the permission is written.
     *
     * @return lower case letters and hyphens
     */
    public String text() {
        return text;
    }
}
