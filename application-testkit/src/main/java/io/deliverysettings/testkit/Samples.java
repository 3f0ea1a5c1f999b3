package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Values that the contracts use. The accounts, tokens and secrets are the documented test values of the PingOne sandbox, so
 * that a contract asks the same of the sandbox and of the in-memory adapter.
 */
public final class Samples {

    /** The environment of PingOne's own example. */
    public static final EnvironmentId ENVIRONMENT = EnvironmentId.of("abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6");

    /** The account of PingOne's own example, with one number. */
    public static final BusinessAccountId ACCOUNT_WITH_ONE_NUMBER = new BusinessAccountId("107794359053209");

    /** The number of PingOne's own example. */
    public static final CatalogueNumber ONLY_NUMBER =
            number("116195731537720", "+1 555-061-2978", "Test Number", QualityRating.GREEN, true);

    /** An account with five numbers, the last of them not available. */
    public static final BusinessAccountId ACCOUNT_WITH_FIVE_NUMBERS = new BusinessAccountId("200000000000005");

    /** The numbers of that account. */
    public static final List<CatalogueNumber> FIVE_NUMBERS = List.of(
            number("205000000000001", "+1 555-010-0001", "Acme Support", QualityRating.GREEN, true),
            number("205000000000002", "+1 555-010-0002", "Acme Sales", QualityRating.GREEN, true),
            number("205000000000003", "+44 20 7946 0003", "Acme London", QualityRating.YELLOW, true),
            number("205000000000004", "+49 30 555 0004", "Acme Berlin", QualityRating.RED, true),
            number("205000000000005", "+33 1 55 50 00 05", "Acme Paris", QualityRating.GREEN, false));

    /** An account without numbers. */
    public static final BusinessAccountId ACCOUNT_WITHOUT_NUMBERS = new BusinessAccountId("200000000000000");

    /** A Meta token that the platform refuses as expired. */
    public static final Secret EXPIRED_USER_ACCESS_TOKEN = Secret.of("sandbox-token-expired");

    /** A bearer token that the platform does not accept. */
    public static final Secret REFUSED_BEARER_TOKEN = Secret.of("sandbox-bearer-401");

    private Samples() {}

    /**
     * Somebody whom the platform lets do everything.
     *
     * @return a caller with a token of its own
     */
    public static Caller caller() {
        return callerWith(Secret.of("a-bearer-token-that-must-not-show"));
    }

    /**
     * A call as a part of a change, which has until tomorrow.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @return the call
     */
    public static Call call(Caller caller, EnvironmentId environment) {
        return new Call(caller, environment, Instant.now().plus(Duration.ofDays(1)), Priority.CHANGE);
    }

    /**
     * The same on behalf of {@link #caller()}.
     *
     * @param environment whose settings
     * @return the call
     */
    public static Call call(EnvironmentId environment) {
        return call(caller(), environment);
    }

    /**
     * Somebody with a certain token.
     *
     * @param accessToken the bearer token
     * @return the caller
     */
    public static Caller callerWith(Secret accessToken) {
        return new Caller(
                accessToken,
                Optional.of(new ClientId("sample-client")),
                new CorrelationId("sample-correlation"),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Settings for an account, with credentials that the platform accepts.
     *
     * @param account the account
     * @param entries the entries of {@code numbers}; none leaves the member out
     * @return what to write
     */
    public static DesiredSettings desired(BusinessAccountId account, NumberEntry... entries) {
        return new DesiredSettings(
                Provider.CUSTOM_WHATSAPP,
                account,
                new AppId("263386889724299"),
                Secret.of("an-app-secret-that-must-not-show"),
                Secret.of("a-user-token-that-must-not-show"),
                entries.length == 0 ? Optional.empty() : Optional.of(List.of(entries)));
    }

    /**
     * The same settings with another token of Meta.
     *
     * @param settings the settings
     * @param userAccessToken the token to use instead
     * @return what to write
     */
    public static DesiredSettings withUserAccessToken(DesiredSettings settings, Secret userAccessToken) {
        return new DesiredSettings(
                settings.provider(),
                settings.accountId(),
                settings.appId(),
                settings.appSecret(),
                userAccessToken,
                settings.numbers());
    }

    /**
     * An entry that selects a number by its id alone.
     *
     * @param numberId 1 to 20 digits
     * @return the entry
     */
    public static NumberEntry selectingId(String numberId) {
        return new NumberEntry(Optional.of(NumberId.of(numberId)), Optional.empty(), true);
    }

    /**
     * An entry that selects a number by its text alone.
     *
     * @param number 7 to 15 digits, punctuated
     * @return the entry
     */
    public static NumberEntry selectingNumber(String number) {
        return new NumberEntry(Optional.empty(), Optional.of(PhoneNumber.of(number)), true);
    }

    private static CatalogueNumber number(
            String id, String number, String name, QualityRating quality, boolean available) {
        return CatalogueNumber.of(NumberId.of(id), PhoneNumber.of(number), name, quality, available);
    }
}
