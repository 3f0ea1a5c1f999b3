package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Observation;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that go into the store. Times have nanoseconds, so that a store that keeps less shows. Sealed secrets are made up: no
 * key opens them.
 */
public final class StoreSamples {

    /** When the operations of the samples were begun. */
    public static final Instant STARTED_AT = Instant.parse("2026-11-23T09:30:00.123456789Z");

    /** When PingOne confirmed what the samples hold. */
    public static final Instant CONFIRMED_AT = STARTED_AT.plus(Duration.ofNanos(90_000_000_001L));

    /** When the operations of the samples were ended. */
    public static final Instant ENDED_AT = STARTED_AT.plus(Duration.ofNanos(91_000_000_003L));

    /** Text that is easily spoiled on its way: quotes, escapes, markup, line ends, accents, other scripts, emoji. */
    public static final String AWKWARD_TEXT =
            "O'Brien \"& Söhne\" \\ %s $1 <b>; -- \t\r\n\u0001 名前 \uD83D\uDCF1\uD83C\uDDE9\uD83C\uDDEA";

    private StoreSamples() {}

    /**
     * Settings with one account's whole catalogue, of which the first number is selected.
     *
     * @return the settings
     */
    public static WhatsAppSettings settings() {
        Catalogue catalogue = new Catalogue(Samples.FIVE_NUMBERS);
        return settings(
                Samples.ACCOUNT_WITH_FIVE_NUMBERS,
                catalogue.select(catalogue.numbers().get(0)));
    }

    /**
     * Settings that are alike but for the account and its numbers.
     *
     * @param account the account
     * @param catalogue its numbers
     * @return the settings
     */
    public static WhatsAppSettings settings(BusinessAccountId account, Catalogue catalogue) {
        return new WhatsAppSettings(
                Optional.of("8e4c2d4a-2b2f-4f3c-9f0e-6a1f3f0f9b11"),
                Optional.of("ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6"),
                Optional.of(STARTED_AT.minus(Duration.ofDays(30))),
                Optional.of(CONFIRMED_AT),
                Optional.of(Provider.CUSTOM_WHATSAPP),
                Optional.of("WHATSAPP"),
                account,
                Optional.of(new AppId("263386889724299")),
                catalogue,
                Optional.of("Created"),
                AdditionalMembers.NONE,
                AdditionalMembers.NONE);
    }

    /**
     * Settings that are told apart by a mark in their status.
     *
     * @param mark any text
     * @return the settings
     */
    public static WhatsAppSettings settings(String mark) {
        return withStatus(settings(), mark);
    }

    /**
     * Settings of which nothing is there that need not be.
     *
     * @return the settings
     */
    public static WhatsAppSettings bareSettings() {
        return new WhatsAppSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Samples.ACCOUNT_WITHOUT_NUMBERS,
                Optional.empty(),
                Catalogue.EMPTY,
                Optional.empty(),
                AdditionalMembers.NONE,
                AdditionalMembers.NONE);
    }

    /**
     * Settings that hold everything, and in every member what is hard to keep: members that are not known, nested; numbers
     * beyond what a computer counts with; awkward text; a number for each {@link Availability}, and one that has no name.
     *
     * @return the settings
     */
    public static WhatsAppSettings elaborateSettings() {
        return new WhatsAppSettings(
                Optional.of(AWKWARD_TEXT),
                Optional.of("ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6"),
                Optional.of(Instant.parse("1969-12-31T23:59:59.999999999Z")),
                Optional.of(Instant.parse("2026-11-23T09:30:00.000000001Z")),
                Optional.of(new Provider("A Provider that is not known yet " + AWKWARD_TEXT)),
                Optional.of(AWKWARD_TEXT),
                new BusinessAccountId("000107794359053209"),
                Optional.of(new AppId("00042")),
                new Catalogue(List.of(
                        number("1", Availability.AVAILABLE, true),
                        number("2", Availability.UNAVAILABLE, false),
                        number("3", Availability.UNSTATED, false),
                        new CatalogueNumber(
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Availability.UNSTATED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                AdditionalMembers.NONE))),
                Optional.of(""),
                additionalMembers(),
                new AdditionalMembers(
                        Map.of(
                                "templates",
                                "{\"href\":\"https://api.example.com/v1/environments/{envID}/templates?a=1&b=%20\",\"templated\":true}")));
    }

    /**
     * Members that are not known, in an order that is not the alphabet's.
     *
     * @return nested ones, empty ones, awkward names, and numbers that neither {@code long} nor {@code double} holds
     */
    public static AdditionalMembers additionalMembers() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("zuletzt", "{\"b\":{\"a\":[1,[],{},null,true,\"\\u00e9\\n\"]},\"a\":-0.0}");
        members.put("exact", "1234567890123456789012345678901234567890.10");
        members.put("huge", "1E+400");
        members.put(AWKWARD_TEXT, "\"\uD83D\uDCF1 \\\" \\\\ \\u0000\"");
        members.put("", "[]");
        members.put("nothing", "null");
        members.put("anfangs", "{ \"spaced\" : 1.50 }");
        return new AdditionalMembers(members);
    }

    /**
     * The same settings with another status.
     *
     * @param settings the settings
     * @param status the status
     * @return the settings
     */
    public static WhatsAppSettings withStatus(WhatsAppSettings settings, String status) {
        return new WhatsAppSettings(
                settings.id(),
                settings.environmentId(),
                settings.createdAt(),
                settings.updatedAt(),
                settings.provider(),
                settings.type(),
                settings.accountId(),
                settings.appId(),
                settings.catalogue(),
                Optional.of(status),
                settings.additional(),
                settings.additionalLinks());
    }

    /**
     * The same settings with another catalogue.
     *
     * @param settings the settings
     * @param catalogue the catalogue
     * @return the settings
     */
    public static WhatsAppSettings withCatalogue(WhatsAppSettings settings, Catalogue catalogue) {
        return new WhatsAppSettings(
                settings.id(),
                settings.environmentId(),
                settings.createdAt(),
                settings.updatedAt(),
                settings.provider(),
                settings.type(),
                settings.accountId(),
                settings.appId(),
                catalogue,
                settings.status(),
                settings.additional(),
                settings.additionalLinks());
    }

    /**
     * Sealed credentials that are told apart by a mark.
     *
     * @param mark any text
     * @return the credentials; each of their four texts is another one
     */
    public static SealedCredentials credentials(String mark) {
        return new SealedCredentials(sealed("app secret " + mark), sealed("user access token " + mark));
    }

    /**
     * A sealed secret that is told apart by a mark.
     *
     * @param mark any text
     * @return the sealed secret
     */
    public static SealedSecret sealed(String mark) {
        return new SealedSecret("ciphertext of " + mark, "digest of " + mark);
    }

    /**
     * What a whole configuration is to bring about.
     *
     * @return an intent with every member
     */
    public static Intent intent() {
        return new Intent(
                Optional.of(Provider.CUSTOM_WHATSAPP),
                Optional.of(Samples.ACCOUNT_WITH_FIVE_NUMBERS),
                Optional.of(new AppId("263386889724299")),
                Optional.of(NumberEntry.selecting(Samples.FIVE_NUMBERS.get(0))));
    }

    /**
     * A whole configuration that brings credentials.
     *
     * @param credentials the credentials
     * @return the operation
     */
    public static Operation configuring(SealedCredentials credentials) {
        return new Operation(
                Optional.empty(),
                Action.CONFIGURE,
                Optional.of(new ClientId("sample-client")),
                new CorrelationId("sample-correlation"),
                STARTED_AT,
                intent(),
                Optional.of(credentials),
                sealed("caller token"));
    }

    /**
     * A switch to another number, which brings no credentials.
     *
     * @return the operation
     */
    public static Operation selecting() {
        return operation(Action.SELECT_NUMBER, Intent.selecting(NumberEntry.selecting(Samples.FIVE_NUMBERS.get(1))));
    }

    /**
     * A removal, which brings no credentials.
     *
     * @return the operation
     */
    public static Operation removing() {
        return operation(Action.REMOVE, Intent.NOTHING);
    }

    /**
     * The same operation as one that was accepted before.
     *
     * @param id by which it was accepted
     * @param operation what is to be done
     * @return the operation with the id
     */
    public static Operation accepted(OperationId id, Operation operation) {
        return new Operation(
                Optional.of(id),
                operation.action(),
                operation.actor(),
                operation.correlationId(),
                operation.startedAt(),
                operation.intent(),
                operation.credentials(),
                operation.callerToken());
    }

    /**
     * An operation by nobody in particular that brings no credentials.
     *
     * @param action what is to be done
     * @param intent what it is to bring about
     * @return the operation
     */
    public static Operation operation(Action action, Intent intent) {
        return new Operation(
                Optional.empty(),
                action,
                Optional.empty(),
                new CorrelationId("sample-correlation"),
                STARTED_AT,
                intent,
                Optional.empty(),
                sealed("caller token"));
    }

    /**
     * That PingOne did what was asked, and that the credentials of the operation are the ones from now on.
     *
     * @param settings what it holds now
     * @return the conclusion
     */
    public static Conclusion applied(WhatsAppSettings settings) {
        return concluding(
                Outcome.APPLIED,
                Optional.of(confirmed(settings)),
                CredentialsFate.REPLACED,
                Optional.of(bothSecrets()));
    }

    /**
     * That PingOne did what was asked, without new credentials.
     *
     * @param settings what it holds now
     * @param fate what becomes of the credentials that are kept
     * @return the conclusion
     */
    public static Conclusion applied(WhatsAppSettings settings, CredentialsFate fate) {
        return concluding(Outcome.APPLIED, Optional.of(confirmed(settings)), fate, Optional.empty());
    }

    /**
     * That PingOne holds nothing any more.
     *
     * @return the conclusion, which drops the credentials
     */
    public static Conclusion removed() {
        return concluding(
                Outcome.APPLIED,
                Optional.of(new Confirmed(Optional.empty(), CONFIRMED_AT)),
                CredentialsFate.DROPPED,
                Optional.empty());
    }

    /**
     * That PingOne said nothing of what it holds.
     *
     * @param outcome in one word
     * @param fate what becomes of the credentials that are kept
     * @return the conclusion, which changes nothing
     */
    public static Conclusion unconfirmed(Outcome outcome, CredentialsFate fate) {
        return new Conclusion(outcome, Optional.empty(), List.of(), Optional.empty(), fate, ENDED_AT);
    }

    /**
     * Changes of members: one that came, one that went, one that is another now.
     *
     * @return three changes
     */
    public static List<MemberChange> changes() {
        return List.of(
                new MemberChange("whatsAppAccountBusinessId", Optional.empty(), Optional.of("200000000000005")),
                new MemberChange("numbers[205000000000001].verifiedName", Optional.of(AWKWARD_TEXT), Optional.of("")),
                new MemberChange("appId", Optional.of("263386889724299"), Optional.empty()));
    }

    /**
     * That both secrets are other ones.
     *
     * @return both
     */
    public static SecretChanges bothSecrets() {
        return new SecretChanges(true, true);
    }

    /**
     * That PingOne holds settings.
     *
     * @param settings the settings
     * @return confirmed at {@link #CONFIRMED_AT}
     */
    public static Confirmed confirmed(WhatsAppSettings settings) {
        return new Confirmed(Optional.of(settings), CONFIRMED_AT);
    }

    /**
     * That PingOne was found to hold settings.
     *
     * @param settings the settings
     * @param fate what becomes of the credentials that are kept
     * @return found at {@link #CONFIRMED_AT}
     */
    public static Observation observation(WhatsAppSettings settings, CredentialsFate fate) {
        return new Observation(confirmed(settings), changes(), new CorrelationId("observing-correlation"), fate);
    }

    private static Conclusion concluding(
            Outcome outcome, Optional<Confirmed> confirmed, CredentialsFate fate, Optional<SecretChanges> secrets) {
        return new Conclusion(outcome, confirmed, changes(), secrets, fate, ENDED_AT);
    }

    private static CatalogueNumber number(String id, Availability availability, boolean selected) {
        return new CatalogueNumber(
                Optional.of(NumberId.rebuild(id)),
                Optional.of(PhoneNumber.rebuild("+1 (555) 061-297" + id + " " + AWKWARD_TEXT)),
                selected,
                availability,
                Optional.of(AWKWARD_TEXT),
                Optional.of(new QualityRating("PURPLE " + AWKWARD_TEXT)),
                Optional.of("WHATSAPP"),
                List.of("VOICE", AWKWARD_TEXT, "VOICE"),
                Optional.of(CONFIRMED_AT),
                additionalMembers());
    }
}
