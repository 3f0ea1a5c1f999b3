package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} has the rows of {@link ErrorTable}, each with its status, code and message, and no others. */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    @Test
    void thePageHasEveryRowOfTheTableAndNoOther() throws Exception {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| [0-9]{3} \\|.*"))
                .map(line -> line.substring(0, line.lastIndexOf(" | ", line.length() - 3)))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorTable.values())
                        .map(row -> "| %d | `%s` | %s".formatted(row.status(), row.code(), row.message()))
                        .toList());
    }
}
