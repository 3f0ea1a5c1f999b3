package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.AuditPort.Denial;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Events for tests of audit logs. */
public final class AuditSamples {

    /** When they are; to the millisecond. */
    public static final Instant AT = Instant.parse("2026-11-23T09:30:00.007Z");

    private static final CorrelationId CORRELATION = new CorrelationId("a-request");
    private static final ClientId CLIENT = new ClientId("console@acme");

    private AuditSamples() {}

    /**
     * Somebody without a token.
     *
     * @param number tells it from the others
     * @return an event with as few members as possible
     */
    public static Event.Denied denied(int number) {
        return new Event.Denied(
                AT,
                new CorrelationId("request-" + number),
                "192.0.2.7",
                Optional.empty(),
                Denial.NO_TOKEN,
                Set.of(Permission.READ),
                Optional.empty());
    }

    /**
     * A change that is about to be made.
     *
     * @return an event with as many members as possible
     */
    public static Event.Begun begun() {
        return new Event.Begun(
                AT,
                Samples.ENVIRONMENT,
                "an-operation",
                Optional.of(new OperationId(new UUID(1, 2))),
                Action.CONFIGURE,
                Optional.of(CLIENT),
                CORRELATION,
                new Intent(
                        Optional.of(new Provider("META")),
                        Optional.of(Samples.ACCOUNT_WITH_FIVE_NUMBERS),
                        Optional.of(new AppId("900000000000001")),
                        Optional.of(NumberEntry.selecting(Samples.FIVE_NUMBERS.get(1)))));
    }

    /**
     * One event of every kind, with all members and with as few as possible, and with texts that are awkward to write.
     *
     * @return no two alike
     */
    public static List<Event> all() {
        return List.of(
                denied(1),
                new Event.Denied(
                        AT,
                        CORRELATION,
                        "2001:db8::1%eth0",
                        Optional.of(CLIENT),
                        Denial.NOT_PERMITTED,
                        Set.of(Permission.OPERATE, Permission.WRITE, Permission.SELECT_NUMBER),
                        Optional.of(Samples.ENVIRONMENT)),
                begun(),
                new Event.Begun(
                        AT,
                        Samples.ENVIRONMENT,
                        "another \"operation\"",
                        Optional.empty(),
                        Action.SELECT_NUMBER,
                        Optional.empty(),
                        CORRELATION,
                        Intent.selecting(new NumberEntry(
                                Optional.empty(), Optional.of(PhoneNumber.of("+1 555-061-2978")), true))),
                new Event.Begun(
                        AT,
                        Samples.ENVIRONMENT,
                        "a-removal",
                        Optional.empty(),
                        Action.REMOVE,
                        Optional.of(CLIENT),
                        CORRELATION,
                        Intent.NOTHING),
                new Event.Ended(
                        AT,
                        Samples.ENVIRONMENT,
                        "an-operation",
                        Outcome.APPLIED_IN_PART,
                        new Revision(7),
                        List.of(
                                new MemberChange("appId", Optional.empty(), Optional.of("900000000000001")),
                                new MemberChange("provider", Optional.of("META"), Optional.empty()),
                                new MemberChange(
                                        "numbers[\"].verifiedName",
                                        Optional.of("S\u00f6hne \uD83D\uDD11 \u202Egnp.exe\uD800"),
                                        Optional.of("a\\b\"c\"\n\r\t\u0000\u001b[31m\u2028"))),
                        Optional.of(new SecretChanges(true, false))),
                new Event.Ended(
                        AT,
                        Samples.ENVIRONMENT,
                        "a-removal",
                        Outcome.NOT_APPLIED,
                        new Revision(8),
                        List.of(),
                        Optional.empty()),
                new Event.Abandoned(AT, Samples.ENVIRONMENT, "an-abandoned-operation"),
                new Event.Observed(
                        AT,
                        Samples.ENVIRONMENT,
                        CORRELATION,
                        new Revision(999_999_999_999_999_999L),
                        List.of(new MemberChange("status", Optional.of(""), Optional.of("ACTIVE")))));
    }
}
