package io.deliverysettings.adapter.http;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
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
import java.util.stream.Stream;

/**
 * An answer that is no success.
 *
 * @param row its status, and its code and message unless PingOne has given some
 * @param message what to say instead of the row's message
 * @param violations the gateway's own details
 * @param selectable what can be selected; empty when the answer is not about that
 * @param platformError PingOne's own words
 * @param retryAfter when to come back
 * @param current the revision of what is set, where that is what the request got wrong
 * @param denial why whoever calls is turned away, where that is what it is
 */
record ApiError(
        ErrorTable row,
        Optional<String> message,
        List<Violation> violations,
        Optional<List<CatalogueNumber>> selectable,
        Optional<PlatformError> platformError,
        Optional<Duration> retryAfter,
        Optional<Revision> current,
        Optional<Denial> denial) {

    private static final Duration SOONEST_RETRY = Duration.ofSeconds(1);

    private static final String MAY_HAVE_BEEN_APPLIED =
            " The change may have been made all the same: read the settings before sending it again.";

    private static final String PUT_THE_WHOLE =
            " Send a PUT of the whole resource once, with both secrets, by way of the gateway.";

    static ApiError of(ErrorTable row) {
        return new ApiError(
                row,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whoever calls is turned away before anything is looked at. */
    static ApiError of(Denial denial) {
        ErrorTable row = denial.row();
        return new ApiError(
                row,
                Optional.of(row.message() + " " + denial.explanation()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(denial));
    }

    /** The body is compressed or otherwise encoded, which the gateway does not undo. */
    static ApiError encodedBody() {
        return of(ErrorTable.UNSUPPORTED_MEDIA_TYPE)
                .saying(ErrorTable.UNSUPPORTED_MEDIA_TYPE.message()
                        + " Send it without Content-Encoding: the gateway does not decompress.");
    }

    /** The caller, or all of them together, are asking for too much at present. */
    static ApiError limited(ErrorTable row, Duration retryAfter) {
        return of(row).retryingAfter(noSooner(retryAfter));
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
        return faulted(fault, words(fault).map(PlatformError::message).orElse(row.message()));
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

    /** Somebody else has changed the settings since the caller read them; nothing was changed. */
    static ApiError preconditionFailed(Optional<Revision> current) {
        String now = current.map(revision -> " They are at " + EntityTags.of(revision) + " now.")
                .orElse(" Nothing is set now.");
        return of(ErrorTable.PRECONDITION_FAILED)
                .saying(ErrorTable.PRECONDITION_FAILED.message() + now)
                .at(current);
    }

    /** Another change took too long; this one was not begun. */
    static ApiError busy(Duration retryAfter) {
        return of(ErrorTable.BUSY).retryingAfter(noSooner(retryAfter));
    }

    /** Too many changes that nobody waits for are open already; this one was not accepted. */
    static ApiError tooManyOperations(Duration retryAfter) {
        return of(ErrorTable.TOO_MANY_OPERATIONS).retryingAfter(noSooner(retryAfter));
    }

    /** Nobody was left to see how the change ended, so that PingOne was asked afterwards. */
    static ApiError interrupted(Outcome found, Revision entry) {
        String now = switch (found) {
            case APPLIED -> " The change was made.";
            case APPLIED_IN_PART ->
                " The change was made in part: PingOne holds the account that was wanted, but not the number.";
            case NOT_APPLIED -> " The change was not made: send it again.";
            case OVERTAKEN ->
                " Somebody else has changed the settings since: read them before sending the change again.";
            case UNKNOWN -> " Whether the change was made is not known: read the settings before sending it again.";
        };
        return of(ErrorTable.INTERRUPTED)
                .saying(ErrorTable.INTERRUPTED.message() + now + " The history tells of it as revision " + entry + ".");
    }

    /** There is no such operation of the environment, or no more. */
    static ApiError operationUnknown() {
        return of(ErrorTable.NOT_FOUND)
                .saying(ErrorTable.NOT_FOUND.message()
                        + " There is no such operation of this environment, or no more.");
    }

    /** Nothing can be written without the two secrets; nothing was changed. */
    static ApiError credentialsNeeded(CredentialsNeeded.Reason reason) {
        String why = switch (reason) {
            case NONE_STORED -> "none was written by way of the gateway for what PingOne holds now";
            case KEY_LOST -> "the key that the stored one is sealed with is not at hand";
            case DAMAGED -> "the stored one is damaged";
        };
        return of(ErrorTable.CREDENTIALS_NEEDED)
                .blaming(Stream.of("appSecret", "userAccessToken")
                        .map(member -> new Violation(
                                Violation.Code.REQUIRED_VALUE,
                                member,
                                "The gateway has no " + member + " to write with: " + why + "." + PUT_THE_WHOLE))
                        .toList());
    }

    /** There is nothing in the history that could be restored by that name; nothing was changed. */
    static ApiError revisionUnknown() {
        return of(ErrorTable.NOT_FOUND)
                .saying(ErrorTable.NOT_FOUND.message()
                        + " There is no such revision, or it holds no settings that could be set again.");
    }

    private static ApiError faulted(PortFault fault, String message) {
        boolean mayHaveBeenApplied = fault.effect() == PortFault.Effect.UNKNOWN;
        return of(ErrorTable.of(fault.kind()))
                .saying(mayHaveBeenApplied ? message + MAY_HAVE_BEEN_APPLIED : message)
                .quoting(words(fault))
                .retryingAfter(fault.retryAfter());
    }

    /** What PingOne says of the gateway's own credentials is not the caller's business, who would take it for its own. */
    private static Optional<PlatformError> words(PortFault fault) {
        return fault.kind() == PortFault.Kind.OWN_CREDENTIALS_REFUSED ? Optional.empty() : fault.platformError();
    }

    private static Optional<Duration> noSooner(Duration retryAfter) {
        return Optional.of(retryAfter.compareTo(SOONEST_RETRY) < 0 ? SOONEST_RETRY : retryAfter);
    }

    private ApiError at(Optional<Revision> revision) {
        return new ApiError(row, message, violations, selectable, platformError, retryAfter, revision, denial);
    }

    private ApiError retryingAfter(Optional<Duration> wait) {
        return new ApiError(row, message, violations, selectable, platformError, wait, current, denial);
    }

    private ApiError saying(String text) {
        return new ApiError(row, Optional.of(text), violations, selectable, platformError, retryAfter, current, denial);
    }

    private ApiError blaming(List<Violation> found) {
        return new ApiError(row, message, found, selectable, platformError, retryAfter, current, denial);
    }

    private ApiError offering(List<CatalogueNumber> numbers) {
        return new ApiError(row, message, violations, Optional.of(numbers), platformError, retryAfter, current, denial);
    }

    private ApiError quoting(Optional<PlatformError> words) {
        return new ApiError(row, message, violations, selectable, words, retryAfter, current, denial);
    }
}
