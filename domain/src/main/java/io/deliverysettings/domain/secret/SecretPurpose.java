package io.deliverysettings.domain.secret;

/** What a secret is for. A sealed secret opens only for the purpose that it was sealed for. */
public enum SecretPurpose {
    /** The app secret at Meta. */
    APP_SECRET,
    /** The token of a system user at Meta. */
    USER_ACCESS_TOKEN,
    /** The token of whoever began an operation, to find out later what came of it. */
    CALLER_TOKEN
}
