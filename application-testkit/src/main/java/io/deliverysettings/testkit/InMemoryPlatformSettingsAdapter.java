package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A platform in memory, for the tests of the use cases. It behaves like PingOne where PingOne is documented, and where it is
 * not, the way that is hardest for the gateway: it selects nothing by itself and ignores a number that it does not know.
 *
 * <p>What the next calls answer can be scripted, and what was written is recorded. For use by one thread.
 */
public final class InMemoryPlatformSettingsAdapter implements PlatformSettingsPort {

    private final Clock clock;
    private final Map<BusinessAccountId, List<CatalogueNumber>> accounts = new HashMap<>();
    private final Map<EnvironmentId, WhatsAppSettings> held = new HashMap<>();
    private final Deque<Supplier<CompletionStage<? extends Answer<?>>>> script = new ArrayDeque<>();
    private final List<DesiredSettings> writes = new ArrayList<>();
    private Optional<List<CatalogueNumber>> selectedInstead = Optional.empty();
    private int reads;

    /**
     * A platform that knows the accounts of {@link Samples}.
     *
     * @param clock what the platform takes its times from
     */
    public InMemoryPlatformSettingsAdapter(Clock clock) {
        this.clock = clock;
        offer(Samples.ACCOUNT_WITH_ONE_NUMBER, List.of(Samples.ONLY_NUMBER));
        offer(Samples.ACCOUNT_WITH_FIVE_NUMBERS, Samples.FIVE_NUMBERS);
        offer(Samples.ACCOUNT_WITHOUT_NUMBERS, List.of());
    }

    /**
     * From now on an account offers these numbers.
     *
     * @param account the account
     * @param numbers what it offers
     */
    public void offer(BusinessAccountId account, List<CatalogueNumber> numbers) {
        accounts.put(account, List.copyOf(numbers));
    }

    /** The next call is done as usual; for a script in which only a later call is special. */
    public void thenAnswer() {
        script.add(() -> CompletableFuture.completedStage(null));
    }

    /**
     * The next call that is not scripted yet is a write that is done, except that the platform selects what is said here
     * instead of what it was asked to.
     *
     * @param numbers numbers of the account, available or not; none to select nothing
     */
    public void thenSelectInstead(CatalogueNumber... numbers) {
        script.add(() -> {
            selectedInstead = Optional.of(List.of(numbers));
            return CompletableFuture.completedStage(null);
        });
    }

    /**
     * The next call that is not scripted yet fails, and changes nothing.
     *
     * @param failure what it fails with: a {@link PortFault}, or anything else to play a bug of an adapter
     */
    public void thenFail(RuntimeException failure) {
        script.add(() -> CompletableFuture.failedStage(failure));
    }

    /**
     * The next call that is not scripted yet is refused.
     *
     * @param refusal why
     */
    public void thenRefuse(PlatformRefusal refusal) {
        script.add(() -> CompletableFuture.completedStage(new Answer.Refused<>(refusal)));
    }

    /**
     * The next call that is not scripted yet is a read that is answered with this, whatever the platform holds.
     *
     * @param settings what to tell
     */
    public void thenTell(WhatsAppSettings settings) {
        script.add(() -> CompletableFuture.completedStage(new Answer.Done<>(settings)));
    }

    /**
     * What was asked to be written, scripted calls included.
     *
     * @return in order
     */
    public List<DesiredSettings> writes() {
        return List.copyOf(writes);
    }

    /**
     * How often settings were asked for.
     *
     * @return scripted calls included
     */
    public int reads() {
        return reads;
    }

    @Override
    public CompletionStage<Answer<Replaced>> replace(Call call, DesiredSettings desired, Runnable onSent) {
        EnvironmentId environment = call.environment();
        writes.add(desired);
        onSent.run();
        return scriptedOr(call.caller(), () -> {
            if (desired.userAccessToken().equals(Samples.EXPIRED_USER_ACCESS_TOKEN)) {
                return new Answer.Refused<>(expiredToken());
            }
            WhatsAppSettings settings = applied(environment, desired);
            held.put(environment, settings);
            return new Answer.Done<>(new Replaced(settings, true));
        });
    }

    @Override
    public CompletionStage<Answer<WhatsAppSettings>> read(Call call, Expansion expansion) {
        reads++;
        return scriptedOr(
                call.caller(),
                () -> Optional.ofNullable(held.get(call.environment()))
                        .<Answer<WhatsAppSettings>>map(settings -> new Answer.Done<>(expanded(settings, expansion)))
                        .orElseGet(() -> new Answer.Refused<>(notFound())));
    }

    @Override
    public CompletionStage<Answer<Removed>> remove(Call call) {
        return scriptedOr(
                call.caller(),
                () -> held.remove(call.environment()) == null
                        ? new Answer.Refused<>(notFound())
                        : new Answer.Done<>(new Removed()));
    }

    @SuppressWarnings("unchecked") // a script holds answers for whichever call comes next; a refusal fits every call
    private <T> CompletionStage<Answer<T>> scriptedOr(Caller caller, Supplier<Answer<T>> usual) {
        if (caller.accessToken().equals(Samples.REFUSED_BEARER_TOKEN)) {
            return CompletableFuture.failedStage(
                    new PortFault(PortFault.Kind.CREDENTIALS_REFUSED, PortFault.Effect.NONE));
        }
        if (script.isEmpty()) {
            return CompletableFuture.completedStage(usual.get());
        }
        return script.remove().get().thenApply(answer -> answer == null ? usual.get() : (Answer<T>) answer);
    }

    private WhatsAppSettings applied(EnvironmentId environment, DesiredSettings desired) {
        Optional<WhatsAppSettings> before = Optional.ofNullable(held.get(environment));
        List<CatalogueNumber> offered = accounts.getOrDefault(desired.accountId(), List.of());
        Catalogue unselected = new Catalogue(
                offered.stream().map(number -> number.withSelected(false)).toList());
        Catalogue catalogue = selectedInstead
                .map(selected -> new Catalogue(offered.stream()
                        .map(number -> number.withSelected(selected.contains(number)))
                        .toList()))
                .orElseGet(() -> desired.entries().stream()
                        .filter(NumberEntry::selected)
                        .flatMap(entry ->
                                offered.stream().filter(number -> number.isAvailable() && means(entry, number)))
                        .findFirst()
                        .map(unselected::select)
                        .orElse(unselected));
        selectedInstead = Optional.empty();
        return new WhatsAppSettings(
                before.flatMap(WhatsAppSettings::id)
                        .or(() -> Optional.of(new UUID(0, environment.hashCode()).toString())),
                Optional.of(environment.toString()),
                before.flatMap(WhatsAppSettings::createdAt).or(() -> Optional.of(clock.instant())),
                Optional.of(clock.instant()),
                Optional.of(desired.provider()),
                Optional.of("WHATSAPP"),
                desired.accountId(),
                Optional.of(desired.appId()),
                catalogue,
                Optional.of("Created"),
                AdditionalMembers.NONE,
                AdditionalMembers.NONE);
    }

    /** Exact, unlike the gateway's own rules: PingOne promises nothing of other ways to write a number. */
    private static boolean means(NumberEntry entry, CatalogueNumber number) {
        return entry.numberId().isPresent()
                ? entry.numberId().equals(number.numberId())
                : entry.number().equals(number.number());
    }

    private static WhatsAppSettings expanded(WhatsAppSettings settings, Expansion expansion) {
        if (expansion == Expansion.NONE) {
            return settings;
        }
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
                settings.status(),
                new AdditionalMembers(Map.of("whatsAppTemplates", "[]")),
                settings.additionalLinks());
    }

    private static PlatformRefusal notFound() {
        return new PlatformRefusal(
                PlatformRefusal.Kind.NOT_FOUND,
                new PlatformError(
                        Optional.empty(),
                        "NOT_FOUND",
                        "The requested resource object cannot be found.",
                        List.of(),
                        AdditionalMembers.NONE));
    }

    private static PlatformRefusal expiredToken() {
        return new PlatformRefusal(
                PlatformRefusal.Kind.INVALID,
                new PlatformError(
                        Optional.empty(),
                        "INVALID_DATA",
                        "The request could not be completed. One or more validation errors were in the request.",
                        List.of(new PlatformError.Detail(
                                Optional.of("INVALID_VALUE"),
                                Optional.of("userAccessToken"),
                                Optional.of("The token has expired."),
                                AdditionalMembers.NONE)),
                        AdditionalMembers.NONE));
    }
}
