package io.deliverysettings.adapter.sealing;

import static io.deliverysettings.adapter.sealing.Sealed.ENVIRONMENT;
import static io.deliverysettings.adapter.sealing.Sealed.SECRET;
import static io.deliverysettings.adapter.sealing.Sealed.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in stores and keyset files has to be understood by every later version. The keys were made up for this test. */
class StoredFormatTest {

    @ParameterizedTest
    @CsvSource({
        "APP_SECRET, AYZSn8WqDgTIvYhPLoxYHJLxDJFcRhJnR3IhTZlp1h/FnN6Gzw8ckY8PH0Odp+PdjQMdIFVGdkw2W0trqg==, AUt3Yl7+/+LvFOLX6/qvsaOrt2MXJD5/nLE/Na3Uat0JC22Fsg==",
        "USER_ACCESS_TOKEN, AYZSn8XluyoRlQDNyUvU9bnLjXOzt7eySgPKlXTi+nzVECuIpoiOVYggceNAj+KeVzSce8Afk6NumssnhQ==, AUt3Yl5hNyAKinYXV1qO+JpxW/Q10HTJTp/lsTmR4+tXMAqtkg==",
        "CALLER_TOKEN, AYZSn8WRK+oCPmgaOMQo2xS8MzmjDtAnVD54PPMsijlXpNyMryUSbZoLoTEjAeABTxv/53OjH9EcdeIYKA==, AUt3Yl7kAjpZWgcYG4+uZntF3yCxeo4CopA1GfxEPZ5HLYa3Xg=="
    })
    void whatVersionZeroOneStoredStillOpens(SecretPurpose purpose, String ciphertext, String digest)
            throws SealingAdapter.UnusableKeyset, IOException {
        SealingAdapter adapter = SealingAdapter.fromText(keyset());
        SealedSecret sealed = new SealedSecret(ciphertext, digest);

        assertThat(done(adapter.open(ENVIRONMENT, purpose, sealed))).isEqualTo(new Opening.Opened(SECRET));
        assertThat(done(adapter.matches(ENVIRONMENT, purpose, sealed, SECRET))).isTrue();
        assertThat(done(adapter.reseal(ENVIRONMENT, purpose, sealed))).isEqualTo(new Resealing.Current());
    }

    private static Secret keyset() throws IOException {
        try (InputStream file = StoredFormatTest.class.getResourceAsStream("/keyset-of-version-0.1.json")) {
            return Secret.of(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
