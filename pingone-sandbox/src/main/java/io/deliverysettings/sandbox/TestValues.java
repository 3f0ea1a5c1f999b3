package io.deliverysettings.sandbox;

/** The values with a documented behaviour, as the test cards of a payment provider. The module's README lists them. */
final class TestValues {

    /** The account of PingOne's own example: one available number. */
    static final String EXAMPLE_ACCOUNT = "107794359053209";

    /** Five numbers of every quality; the last one is not available. */
    static final String FIVE_NUMBERS_ACCOUNT = "200000000000005";

    /** An account that offers no number. */
    static final String NO_NUMBERS_ACCOUNT = "200000000000000";

    /** Verification takes {@link SandboxOptions#verificationDelay()}. */
    static final String SLOW_ACCOUNT = "200000000000060";

    /** The first {@link #THROTTLED_PUTS} PUTs of an environment are throttled. */
    static final String THROTTLED_ACCOUNT = "200000000000429";

    /** How many PUTs of an environment to {@link #THROTTLED_ACCOUNT} are throttled. */
    static final int THROTTLED_PUTS = 2;

    /** The first {@link #UNAVAILABLE_PUTS} PUT of an environment meets an upstream that is down. */
    static final String UNAVAILABLE_ACCOUNT = "200000000000503";

    /** How many PUTs of an environment to {@link #UNAVAILABLE_ACCOUNT} are answered by 503. */
    static final int UNAVAILABLE_PUTS = 1;

    /** The change is applied, but the connection drops without an answer. */
    static final String DROPPED_ACCOUNT = "200000000000499";

    /** The change is applied, but the answer is an HTML page. */
    static final String HTML_ACCOUNT = "200000000000601";

    /** The change is applied, but the connection closes in the middle of the answer. */
    static final String TRUNCATED_ACCOUNT = "200000000000602";

    /** The change is applied, but the answer is longer than {@link #OVERSIZED_BYTES}. */
    static final String OVERSIZED_ACCOUNT = "200000000000603";

    /** The least length of the oversized answer, in bytes. */
    static final int OVERSIZED_BYTES = 16 * 1024 * 1024;

    /** The resource has members, links and enum values that no client knows yet. */
    static final String UNKNOWN_MEMBERS_ACCOUNT = "200000000000604";

    /** A user access token that Meta no longer takes. */
    static final String EXPIRED_USER_TOKEN = "sandbox-token-expired";

    /** A user access token without the permission to manage the account. */
    static final String NO_SCOPE_USER_TOKEN = "sandbox-token-no-scope";

    /** An app secret that is not the app's. */
    static final String WRONG_APP_SECRET = "sandbox-secret-wrong";

    /** A bearer token that PingOne does not know. */
    static final String UNKNOWN_BEARER = "sandbox-bearer-401";

    /** A bearer token whose application lacks the role. */
    static final String UNPERMITTED_BEARER = "sandbox-bearer-403";

    /** An environment whose licence does not include WhatsApp. */
    static final String UNLICENSED_ENVIRONMENT = "00000000-0000-4000-8000-000000000403";

    /** The organisation of every token that the sandbox issues. */
    static final String ORGANIZATION = "00000000-0000-4000-8000-000000000001";

    private TestValues() {}
}
