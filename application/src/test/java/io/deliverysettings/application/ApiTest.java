package io.deliverysettings.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.architecture.PublicApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What others can use of this module is what {@code api.txt} says, so that nothing is added or taken away by accident. */
class ApiTest {

    @Test
    void theApiIsTheOneThatIsWrittenDown() throws IOException {
        String api = PublicApi.of(UseCases.class);
        Files.writeString(Path.of("target/api.txt"), api);

        assertThat(PublicApi.differences(Files.readString(Path.of("api.txt")), api))
                .as(
                        "what others can use of application has changed. If that is meant: cp application/target/api.txt application/api.txt,"
                                + " and what is gone or changed goes into CHANGELOG.md (docs/adr/0022)")
                .isEmpty();
    }
}
