package com.acme.access;

import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Breaks rules, to show that the build notices: calls the core, waits, reads the environment, and no test runs its contract. */
public final class HastyAccessRulesAdapter implements AccessRulesPort {

    private final ReadWhatsAppUseCase useCase;
    private final String adminPassword = System.getenv("ADMIN_PASSWORD");

    public HastyAccessRulesAdapter(ReadWhatsAppUseCase useCase) {
        this.useCase = useCase;
    }

    @Override
    public CompletionStage<AccessRules> rules() {
        System.out.println(useCase + adminPassword);
        return CompletableFuture.completedStage(new CompletableFuture<AccessRules>().join());
    }
}
