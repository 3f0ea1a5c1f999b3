package io.deliverysettings.adapter.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    Path directory;

    @Test
    void whatCannotTakeItsPlaceIsNotLeftBehind() throws IOException {
        Path inTheWay = Files.createDirectories(directory.resolve("keyset.json").resolve("full"))
                .resolveSibling("");

        assertThatThrownBy(() -> PrivateFile.replace(inTheWay, "keys")).isInstanceOf(IOException.class);

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.toList()).isEqualTo(List.of(inTheWay));
        }
    }
}
