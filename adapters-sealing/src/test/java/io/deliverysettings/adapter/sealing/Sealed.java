package io.deliverysettings.adapter.sealing;

import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Calls of the port for one environment and purpose, waited for. */
final class Sealed {

    static final EnvironmentId ENVIRONMENT = EnvironmentId.of("abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6");
    static final Secret SECRET = Secret.of("a-s\u00e9cret-that-must-not-show");

    private Sealed() {}

    static SealedSecret seal(SealingPort port, Secret secret) {
        return done(port.seal(ENVIRONMENT, SecretPurpose.APP_SECRET, secret));
    }

    static Opening open(SealingPort port, SealedSecret sealed) {
        return done(port.open(ENVIRONMENT, SecretPurpose.APP_SECRET, sealed));
    }

    static boolean matches(SealingPort port, SealedSecret sealed, Secret secret) {
        return done(port.matches(ENVIRONMENT, SecretPurpose.APP_SECRET, sealed, secret));
    }

    static Resealing reseal(SealingPort port, SealedSecret sealed) {
        return done(port.reseal(ENVIRONMENT, SecretPurpose.APP_SECRET, sealed));
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
