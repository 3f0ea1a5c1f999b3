package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.domain.number.SelectionPolicy;
import java.util.Objects;

/**
 * Everything the gateway can be asked to do.
 *
 * @param configureWhatsApp writes an environment's settings
 * @param readWhatsApp reads them
 * @param verifyWhatsApp checks a request without writing
 * @param removeWhatsApp removes them
 * @param listNumbers lists an account's numbers with the verdict on each
 */
public record UseCases(
        ConfigureWhatsAppUseCase configureWhatsApp,
        ReadWhatsAppUseCase readWhatsApp,
        VerifyWhatsAppUseCase verifyWhatsApp,
        RemoveWhatsAppUseCase removeWhatsApp,
        ListNumbersUseCase listNumbers) {

    /** Refuses {@code null}. */
    public UseCases {
        Objects.requireNonNull(configureWhatsApp, "configureWhatsApp");
        Objects.requireNonNull(readWhatsApp, "readWhatsApp");
        Objects.requireNonNull(verifyWhatsApp, "verifyWhatsApp");
        Objects.requireNonNull(removeWhatsApp, "removeWhatsApp");
        Objects.requireNonNull(listNumbers, "listNumbers");
    }

    /**
     * Puts the use cases together with what they need of the outside.
     *
     * @param platform PingOne
     * @param policy what the operator has decided about number selection
     * @return the use cases; safe for use by several threads if the ports are
     */
    public static UseCases create(PlatformSettingsPort platform, SelectionPolicy policy) {
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(policy, "policy");
        Turns turns = new Turns();
        return new UseCases(
                new ConfigureWhatsAppService(platform, policy, turns),
                new ReadWhatsAppService(platform),
                new VerifyWhatsAppService(platform, policy),
                new RemoveWhatsAppService(platform, turns),
                new ListNumbersService(platform, policy));
    }
}
