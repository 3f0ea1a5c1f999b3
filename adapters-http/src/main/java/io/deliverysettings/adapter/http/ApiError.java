package io.deliverysettings.adapter.http;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    static ApiError invalid(List<Violation> violations) {
        return new ApiError(
                ErrorTable.INVALID, Optional.empty(), violations, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ApiError malformed(List<Violation> violations) {
        return new ApiError(
                ErrorTable.MALFORMED,
                Optional.empty(),
                violations,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ApiError of(PlatformRefusal refusal) {
        return new ApiError(
                ErrorTable.of(refusal.kind()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(refusal.error()),
                Optional.empty());
    }

    /** A number that cannot be selected, before anything was changed or after the account was saved. */
    static ApiError numberRefused(ErrorTable row, SelectionOutcome.Refused refusal) {
        return new ApiError(
                row,
                Optional.empty(),
                refusal.violations(),
                Optional.of(refusal.selectable()),
                Optional.empty(),
                Optional.empty());
    }

    static ApiError of(PortFault fault) {
        ErrorTable row = ErrorTable.of(fault.kind());
        return faulted(fault, fault.platformError().map(PlatformError::message).orElse(row.message()));
    }

    /** The account is saved, and the second write, the one to select the number, met a fault. */
    static ApiError selectionFaulted(PortFault fault, CatalogueNumber wanted) {
        return faulted(
                fault,
                "The WhatsApp account was saved, but selecting " + wanted.describe() + " failed. "
                        + ErrorTable.of(fault.kind()).message());
    }

    /** The account is saved, and PingOne refused to select the number. */
    static ApiError selectionRefused(PlatformRefusal refusal) {
        ApiError error = of(refusal);
        return new ApiError(
                error.row(),
                Optional.of("The WhatsApp account was saved, but PingOne refused to select the number: "
                        + refusal.error().message()),
                error.violations(),
                error.selectable(),
                error.platformError(),
                error.retryAfter());
    }

    private static ApiError faulted(PortFault fault, String message) {
        boolean mayHaveBeenApplied = fault.effect() == PortFault.Effect.UNKNOWN;
        return new ApiError(
                ErrorTable.of(fault.kind()),
                Optional.of(mayHaveBeenApplied ? message + MAY_HAVE_BEEN_APPLIED : message),
                List.of(),
                Optional.empty(),
                fault.platformError(),
                fault.retryAfter());
    }
}
