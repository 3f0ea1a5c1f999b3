package io.deliverysettings.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.architecture.PublicApi;
import io.deliverysettings.domain.number.NumberSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What others can use of this module is what {@code api.txt} says, so that nothing is added or taken away by accident. */
class ApiTest {

    @Test
    void theApiIsTheOneThatIsWrittenDown() throws IOException {
        String api = PublicApi.of(NumberSelection.class);
        Files.writeString(Path.of("target/api.txt"), api);

        assertThat(PublicApi.differences(Files.readString(Path.of("api.txt")), api))
                .as(
                        "what others can use of domain has changed. If that is meant: cp domain/target/api.txt domain/api.txt,"
                                + " and what is gone or changed goes into CHANGELOG.md (docs/adr/0022)")
                .isEmpty();
    }
}
