package io.deliverysettings.adapter.http;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.domain.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An answer that is no success.
 *
 * @param row its status, and its code and message unless PingOne has given some
 * @param message what to say instead of the row's message
 * @param violations the gateway's own details
 * @param selectable what can be selected; empty when the answer is not about that
 * @param platformError PingOne's own words
 * @param retryAfter how long PingOne wants to be left alone
 */
record ApiError(
        ErrorTable row,
        Optional<String> message,
        List<Violation> violations,
        Optional<List<CatalogueNumber>> selectable,
        Optional<PlatformError> platformError,
        Optional<Duration> retryAfter) {

    private static final String MAY_HAVE_BEEN_APPLIED =
            " The change may have been made all the same: read the settings before sending it again.";

    static ApiError of(ErrorTable row) {
        return new ApiError(row, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ApiError withoutBearerToken() {
        return of(ErrorTable.NOT_AUTHENTICATED)
                .saying(ErrorTable.NOT_AUTHENTICATED.message()
                        + " Send one header Authorization, with Bearer and a token of PingOne.");
    }

    static ApiError invalid(List<Violation> violations) {
        return of(ErrorTable.INVALID).blaming(violations);
    }

    static ApiError malformed(List<Violation> violations) {
        return of(ErrorTable.MALFORMED).blaming(violations);
    }

    static ApiError of(PlatformRefusal refusal) {
        return of(ErrorTable.of(refusal.kind())).quoting(Optional.of(refusal.error()));
    }

    static ApiError of(PortFault fault) {
        ErrorTable row = ErrorTable.of(fault.kind());
        return faulted(fault, fault.platformError().map(PlatformError::message).orElse(row.message()));
    }

    /** A number that cannot be selected; nothing was changed. */
    static ApiError numberRefused(SelectionOutcome.Refused refusal) {
        return invalid(refusal.violations()).offering(refusal.selectable());
    }

    /** A number that cannot be selected, after the account was saved. */
    static ApiError numberRefused(SelectionOutcome.Refused refusal, WhatsAppSettings saved) {
        String selected = saved.catalogue().selected().stream()
                .map(CatalogueNumber::describe)
                .collect(Collectors.joining(" and "));
        return of(ErrorTable.NUMBER_REFUSED)
                .saying(ErrorTable.NUMBER_REFUSED.message()
                        + (selected.isEmpty()
                                ? " As PingOne last told, no number is selected."
                                : " As PingOne last told, selected is " + selected + "."))
                .blaming(refusal.violations())
                .offering(refusal.selectable());
    }

    /** The account is saved, and the second write, the one to select the number, met a fault. */
    static ApiError selectionFaulted(PortFault fault, CatalogueNumber wanted) {
        return faulted(
                fault,
                "The WhatsApp account was saved, but selecting " + wanted.describe() + " failed. "
                        + ErrorTable.of(fault.kind()).message());
    }

    /** The account is saved, and PingOne refused to select the number. */
    static ApiError selectionRefused(PlatformRefusal refusal, CatalogueNumber wanted) {
        return of(refusal)
                .saying("The WhatsApp account was saved, but PingOne refused to select " + wanted.describe() + ": "
                        + refusal.error().message());
    }

    private static ApiError faulted(PortFault fault, String message) {
        boolean mayHaveBeenApplied = fault.effect() == PortFault.Effect.UNKNOWN;
        ApiError error = of(ErrorTable.of(fault.kind()))
                .saying(mayHaveBeenApplied ? message + MAY_HAVE_BEEN_APPLIED : message)
                .quoting(fault.platformError());
        return new ApiError(
                error.row, error.message, error.violations, error.selectable, error.platformError, fault.retryAfter());
    }

    private ApiError saying(String text) {
        return new ApiError(row, Optional.of(text), violations, selectable, platformError, retryAfter);
    }

    private ApiError blaming(List<Violation> found) {
        return new ApiError(row, message, found, selectable, platformError, retryAfter);
    }

    private ApiError offering(List<CatalogueNumber> numbers) {
        return new ApiError(row, message, violations, Optional.of(numbers), platformError, retryAfter);
    }

    private ApiError quoting(Optional<PlatformError> words) {
        return new ApiError(row, message, violations, selectable, words, retryAfter);
    }
}
