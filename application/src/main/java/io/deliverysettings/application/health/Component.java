package io.deliverysettings.application.health;

/** A part that the gateway depends on. */
public enum Component {
    /** What is kept. Nothing can be changed without it. */
    STORE,
    /** PingOne, as the calls to it have ended lately. */
    PINGONE,
    /** The keys that secrets are sealed with. */
    KEYSET,
    /** The audit log. No change is begun that it cannot be told of. */
    AUDIT_LOG
}
