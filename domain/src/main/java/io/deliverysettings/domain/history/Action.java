package io.deliverysettings.domain.history;

/** What was to be done to an environment's settings. */
public enum Action {
    /** The whole of them was to be written. */
    CONFIGURE,
    /** Another number was to be sent from. */
    SELECT_NUMBER,
    /** An earlier revision was to be set again. */
    RESTORE,
    /** They were to be removed. */
    REMOVE,
    /** Nothing: PingOne was found to hold something else than before. */
    OBSERVE
}
