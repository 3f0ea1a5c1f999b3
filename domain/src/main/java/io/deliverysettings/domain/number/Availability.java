package io.deliverysettings.domain.number;

/** Whether a number is in its account right now, as far as PingOne says. */
public enum Availability {
    /** PingOne says that it is. */
    AVAILABLE,
    /** PingOne says that it is not. */
    UNAVAILABLE,
    /** PingOne does not say; treated as available, since PingOne is going to judge anyway. */
    UNSTATED
}
