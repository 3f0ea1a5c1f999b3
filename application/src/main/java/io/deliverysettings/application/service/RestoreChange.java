package io.deliverysettings.application.service;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded.Reason;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase.Command;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.service.Changes.Done;
import io.deliverysettings.application.service.Changes.Held;
import io.deliverysettings.application.service.Changes.Terms;
import io.deliverysettings.application.service.Changes.Wanted;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sets an earlier revision again. */
final class RestoreChange {

    /** What is to be set again; the number only where one was selected that a write can name. */
    private record Target(
            WhatsAppSettings settings,
            AppId appId,
            Optional<NumberEntry> selected,
            Optional<SealedCredentials> credentials) {

        static Optional<Target> of(Kept kept) {
            return kept.settings()
                    .flatMap(settings -> settings.appId()
                            .map(app -> new Target(settings, app, selected(settings), kept.credentials())));
        }

        private static Optional<NumberEntry> selected(WhatsAppSettings settings) {
            List<CatalogueNumber> selected = settings.catalogue().selected();
            return selected.size() == 1
                    ? Optional.of(NumberEntry.selecting(selected.get(0)))
                            .filter(entry ->
                                    NumberSelection.check(List.of(entry)).isEmpty())
                    : Optional.empty();
        }

        Intent intent() {
            return new Intent(Optional.of(provider()), Optional.of(settings.accountId()), Optional.of(appId), selected);
        }

        DesiredSettings desired(CredentialSeals.Opened.Credentials opened) {
            return new DesiredSettings(
                    provider(),
                    settings.accountId(),
                    appId,
                    opened.appSecret(),
                    opened.userAccessToken(),
                    selected.map(List::of));
        }

        private Provider provider() {
            return settings.provider().orElse(Provider.CUSTOM_WHATSAPP);
        }
    }

    private final SettingsStorePort store;
    private final Changes changes;
    private final SettingsReads reads;
    private final RecordedWrite write;
    private final SelectionPolicy policy;

    RestoreChange(
            SettingsStorePort store,
            Changes changes,
            SettingsReads reads,
            RecordedWrite write,
            SelectionPolicy policy) {
        this.store = store;
        this.changes = changes;
        this.reads = reads;
        this.write = write;
        this.policy = policy;
    }

    CompletionStage<ChangeOutcome> make(Command command, Terms terms) {
        return store.revision(command.environment(), command.revision())
                .thenCompose(kept -> kept.flatMap(Target::of)
                        .map(target -> changes.make(
                                new Wanted(
                                        command.caller(),
                                        command.environment(),
                                        Action.RESTORE,
                                        target.intent(),
                                        target.credentials()),
                                terms,
                                held -> readAndWrite(command, held, target)))
                        .orElseGet(() -> unknown(command)));
    }

    /** Whether there is such a revision is only told to those who may see the environment. */
    private CompletionStage<ChangeOutcome> unknown(Command command) {
        return reads.admit(command.caller(), command.environment())
                .thenApply(refusal -> refusal.<ChangeOutcome>map(ChangeOutcome.PlatformRefused::new)
                        .orElseGet(ChangeOutcome.RevisionUnknown::new));
    }

    /** What was removed can be restored, so there being nothing is no obstacle. */
    private CompletionStage<Done> readAndWrite(Command command, Held held, Target target) {
        return reads.current(command.caller(), held)
                .thenCompose(current ->
                        current.ifAllowed(command.precondition(), settings -> judge(command, held, target, settings)));
    }

    private CompletionStage<Done> judge(Command command, Held held, Target target, Optional<WhatsAppSettings> current) {
        Optional<Catalogue> known = current.filter(settings ->
                        settings.accountId().equals(target.settings().accountId()))
                .map(WhatsAppSettings::catalogue);
        return known.isPresent()
                        && target.selected().isPresent()
                        && NumberSelection.decide(List.of(target.selected().get()), known.get(), policy)
                                instanceof SelectionOutcome.Refused refused
                ? RecordedWrite.nothing(new ChangeOutcome.NumberNotSelectable(refused))
                : target.credentials()
                        .map(kept -> write.writeWith(
                                kept,
                                held,
                                credentials ->
                                        write.write(command.caller(), held, target.desired(credentials), current)))
                        .orElseGet(() -> RecordedWrite.nothing(new CredentialsNeeded(Reason.NONE_STORED)));
    }
}
