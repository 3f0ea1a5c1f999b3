package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Removed;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every adapter of {@link PlatformSettingsPort} has to hold. The platform behind it must know the accounts and tokens of
 * {@link Samples}. Each test uses an environment of its own.
 */
public interface PlatformSettingsPortContract {

    /**
     * The adapter under test.
     *
     * @return ready for use; the same throughout a test
     */
    PlatformSettingsPort port();

    /** An answer to a write tells what the account offers. */
    @Test
    default void aWriteAnswersWithTheNumbersOfTheAccount() {
        Replaced replaced = write(fresh(), Samples.ACCOUNT_WITH_FIVE_NUMBERS);

        assertThat(replaced.settings().accountId()).isEqualTo(Samples.ACCOUNT_WITH_FIVE_NUMBERS);
        assertThat(replaced.settings().catalogue().numbers())
                .extracting(
                        CatalogueNumber::numberId,
                        CatalogueNumber::number,
                        CatalogueNumber::verifiedName,
                        CatalogueNumber::qualityRating,
                        CatalogueNumber::isAvailable)
                .containsExactlyElementsOf(Samples.FIVE_NUMBERS.stream()
                        .map(number -> org.assertj.core.groups.Tuple.tuple(
                                number.numberId(),
                                number.number(),
                                number.verifiedName(),
                                number.qualityRating(),
                                number.isAvailable()))
                        .toList());
    }

    /** What a write selects is selected afterwards, and nothing else is. */
    @Test
    default void aWriteSelectsTheNumberThatItNames() {
        EnvironmentId environment = fresh();

        Replaced replaced = done(port().replace(
                        Samples.call(environment),
                        Samples.desired(Samples.ACCOUNT_WITH_FIVE_NUMBERS, Samples.selectingId("205000000000002")),
                        () -> {}));

        assertThat(selected(replaced.settings())).containsExactly("205000000000002");
        assertThat(selected(read(environment))).containsExactly("205000000000002");
    }

    /** A second write that selects another number changes that and nothing else. */
    @Test
    default void selectingAnotherNumberChangesOnlyThat() {
        EnvironmentId environment = fresh();
        WhatsAppSettings before = done(port().replace(
                                Samples.call(environment),
                                Samples.desired(
                                        Samples.ACCOUNT_WITH_FIVE_NUMBERS, Samples.selectingId("205000000000001")),
                                () -> {}))
                .settings();

        WhatsAppSettings after = done(port().replace(
                                Samples.call(environment),
                                Samples.desired(
                                        Samples.ACCOUNT_WITH_FIVE_NUMBERS, Samples.selectingId("205000000000003")),
                                () -> {}))
                .settings();

        assertThat(selected(after)).containsExactly("205000000000003");
        assertThat(after.id()).isPresent().isEqualTo(before.id());
        assertThat(after.createdAt()).isPresent().isEqualTo(before.createdAt());
        assertThat(after.provider()).isEqualTo(before.provider());
        assertThat(after.appId()).isEqualTo(before.appId());
        assertThat(after.catalogue().numbers())
                .extracting(CatalogueNumber::describe)
                .isEqualTo(before.catalogue().numbers().stream()
                        .map(CatalogueNumber::describe)
                        .toList());
    }

    /** A read gives back what was written. */
    @Test
    default void aReadGivesBackWhatWasWritten() {
        EnvironmentId environment = fresh();
        WhatsAppSettings written =
                write(environment, Samples.ACCOUNT_WITH_ONE_NUMBER).settings();

        assertThat(read(environment)).isEqualTo(written);
    }

    /** Templates come only when they are asked for. */
    @Test
    default void templatesComeOnlyWhenAskedFor() {
        EnvironmentId environment = fresh();
        write(environment, Samples.ACCOUNT_WITH_ONE_NUMBER);

        WhatsAppSettings with = done(port().read(Samples.call(environment), Expansion.TEMPLATES));

        assertThat(with.additional().jsonByName()).containsKey("whatsAppTemplates");
        assertThat(read(environment).additional().jsonByName()).doesNotContainKey("whatsAppTemplates");
    }

    /** Where nothing was written there is nothing to read. */
    @Test
    default void readingWhatWasNeverWrittenIsRefusedAsNotFound() {
        assertThat(refusal(port().read(Samples.call(fresh()), Expansion.NONE)).kind())
                .isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
    }

    /** What is removed is gone. */
    @Test
    default void whatIsRemovedIsGone() {
        EnvironmentId environment = fresh();
        write(environment, Samples.ACCOUNT_WITH_ONE_NUMBER);

        Removed removed = done(port().remove(Samples.call(environment)));

        assertThat(removed).isNotNull();
        assertThat(refusal(port().read(Samples.call(environment), Expansion.NONE))
                        .kind())
                .isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
        assertThat(refusal(port().remove(Samples.call(environment))).kind()).isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
    }

    /** One environment knows nothing of another. */
    @Test
    default void environmentsAreApart() {
        EnvironmentId one = fresh();
        EnvironmentId other = fresh();
        write(one, Samples.ACCOUNT_WITH_ONE_NUMBER);
        write(other, Samples.ACCOUNT_WITH_FIVE_NUMBERS);

        assertThat(read(one).accountId()).isEqualTo(Samples.ACCOUNT_WITH_ONE_NUMBER);
        assertThat(read(other).accountId()).isEqualTo(Samples.ACCOUNT_WITH_FIVE_NUMBERS);
    }

    /** Credentials that Meta does not take are PingOne's refusal, with the member at fault, and nothing changes. */
    @Test
    default void credentialsThatMetaRefusesAreARefusalThatNamesTheMember() {
        EnvironmentId environment = fresh();

        PlatformRefusal refusal = refusal(port().replace(
                        Samples.call(environment),
                        Samples.withUserAccessToken(
                                Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER), Samples.EXPIRED_USER_ACCESS_TOKEN),
                        () -> {}));

        assertThat(refusal.kind()).isEqualTo(PlatformRefusal.Kind.INVALID);
        assertThat(refusal.error().code()).isEqualTo("INVALID_DATA");
        assertThat(refusal.error().details())
                .extracting(detail -> detail.target())
                .containsExactly(Optional.of("userAccessToken"));
        assertThat(refusal(port().read(Samples.call(environment), Expansion.NONE))
                        .kind())
                .isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
    }

    /** A bearer token that PingOne does not accept is a fault, whatever was asked. */
    @Test
    default void aBearerTokenThatIsNotAcceptedIsAFault() {
        var caller = Samples.callerWith(Samples.REFUSED_BEARER_TOKEN);
        List<CompletionStage<?>> calls = List.of(
                port().replace(
                                Samples.call(caller, fresh()),
                                Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER),
                                () -> {}),
                port().read(Samples.call(caller, fresh()), Expansion.NONE),
                port().remove(Samples.call(caller, fresh())));

        for (CompletionStage<?> call : calls) {
            assertThat(fault(call).kind()).isEqualTo(PortFault.Kind.CREDENTIALS_REFUSED);
            assertThat(fault(call).effect()).isEqualTo(PortFault.Effect.NONE);
        }
    }

    /** Nothing that comes back shows a secret. */
    @Test
    default void noAnswerShowsASecret() {
        EnvironmentId environment = fresh();

        String answers = write(environment, Samples.ACCOUNT_WITH_ONE_NUMBER) + " " + read(environment);

        assertThat(answers).contains("107794359053209").doesNotContain("must-not-show");
    }

    private static EnvironmentId fresh() {
        return new EnvironmentId(UUID.randomUUID());
    }

    private Replaced write(EnvironmentId environment, BusinessAccountId account) {
        return done(port().replace(Samples.call(environment), Samples.desired(account), () -> {}));
    }

    private WhatsAppSettings read(EnvironmentId environment) {
        return done(port().read(Samples.call(environment), Expansion.NONE));
    }

    private static List<String> selected(WhatsAppSettings settings) {
        return settings.catalogue().selected().stream()
                .map(number -> number.numberId().map(NumberId::value).orElse("without id"))
                .toList();
    }

    private static <T> T done(CompletionStage<Answer<T>> stage) {
        return await(stage).fold(value -> value, refusal -> {
            throw new AssertionError("refused: " + refusal);
        });
    }

    private static <T> PlatformRefusal refusal(CompletionStage<Answer<T>> stage) {
        return await(stage)
                .fold(
                        value -> {
                            throw new AssertionError("not refused: " + value);
                        },
                        refusal -> refusal);
    }

    private static PortFault fault(CompletionStage<?> stage) {
        try {
            throw new AssertionError("did not fail: " + await(stage));
        } catch (CompletionException failure) {
            return PortFault.in(failure).orElseThrow(() -> new AssertionError("not a fault", failure));
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
