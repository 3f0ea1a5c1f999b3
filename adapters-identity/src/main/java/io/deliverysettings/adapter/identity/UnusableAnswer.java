package io.deliverysettings.adapter.identity;

/** An issuer's answer is no key set. The message is for the log and shows nothing of the answer. */
final class UnusableAnswer extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableAnswer(String message) {
        super(message, null, false, false);
    }
}
