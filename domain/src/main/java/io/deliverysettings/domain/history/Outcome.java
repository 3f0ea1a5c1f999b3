package io.deliverysettings.domain.history;

/** What came of an action, as far as PingOne has told. */
public enum Outcome {
    /** PingOne holds what was wanted. */
    APPLIED,
    /** PingOne holds the account that was wanted, but not the number. */
    APPLIED_IN_PART,
    /** PingOne holds what it held before. */
    NOT_APPLIED,
    /** PingOne holds neither what was wanted nor what it held before: somebody else has written since. */
    OVERTAKEN,
    /** PingOne did not say, or says too little to tell. */
    UNKNOWN
}
