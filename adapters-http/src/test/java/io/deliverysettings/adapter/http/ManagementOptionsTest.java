package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementOptionsTest {

    @Test
    void unlessSomebodySaysOtherwiseNobodyElseReachesIt() {
        assertThat(ManagementOptions.usual()).isEqualTo(new ManagementOptions("127.0.0.1", 9080));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortThatThereIsNotIsRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagementOptions("127.0.0.1", port))
                .withMessageContaining("port");
    }

    @Test
    void aBlankHostIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagementOptions(" ", 9080))
                .withMessageContaining("host");
    }
}
