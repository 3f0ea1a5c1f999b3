package io.deliverysettings.application.operation;

/** How far an accepted change is, in this order; after a fault it can go back. */
public enum Progress {
    /** It is kept, and no gateway works on it. */
    QUEUED,
    /** A gateway has begun; other changes of the environment come first, or PingOne's limits do. */
    WAITING_FOR_TURN,
    /** The write is being given to PingOne. */
    SENT,
    /** PingOne has it, and checks the account with Meta. */
    VERIFYING,
    /** PingOne is asked what it holds now, or what it said is being recorded. */
    CONFIRMING,
    /** It is over, one way or the other. */
    ENDED
}
