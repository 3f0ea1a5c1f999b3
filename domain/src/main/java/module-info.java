/**
 * WhatsApp delivery settings as PingOne keeps them, and the rules by which one of an account's numbers may be selected.
 *
 * <p>Values and pure functions: no clock, no randomness, no input or output, nothing required beyond {@code java.base}.
 */
module io.deliverysettings.domain {
    exports io.deliverysettings.domain.access;
    exports io.deliverysettings.domain.caller;
    exports io.deliverysettings.domain.document;
    exports io.deliverysettings.domain.environment;
    exports io.deliverysettings.domain.history;
    exports io.deliverysettings.domain.number;
    exports io.deliverysettings.domain.platform;
    exports io.deliverysettings.domain.secret;
    exports io.deliverysettings.domain.settings;
    exports io.deliverysettings.domain.validation;
}
