package io.deliverysettings.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.platform.PlatformError.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformErrorTest {

    @Test
    void theDetailsAreCopied() {
        Detail detail = new Detail(
                Optional.of("INVALID_VALUE"), Optional.of("appId"), Optional.empty(), AdditionalMembers.NONE);
        List<Detail> details = new ArrayList<>(List.of(detail));
        PlatformError error =
                new PlatformError(Optional.empty(), "INVALID_DATA", "No.", details, AdditionalMembers.NONE);
        details.clear();

        assertThat(error.details()).containsExactly(detail).isUnmodifiable();
    }
}
