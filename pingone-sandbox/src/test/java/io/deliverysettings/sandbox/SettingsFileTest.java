package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that is given a file remembers across restarts what environments hold. */
class SettingsFileTest extends SandboxFixture {

    private static final String ACCOUNT = "200000000000005";

    @TempDir
    Path directory = Path.of("");

    private SandboxOptions remembering = OPTIONS;

    @BeforeEach
    void restartWithAMemory() throws Exception {
        remembering = OPTIONS.withMemory(file());
        restart(remembering);
    }

    @Test
    void whatWasPutIsThereAfterARestart() throws Exception {
        put(selecting(ACCOUNT, "205000000000002"));
        put(selecting(ACCOUNT, "205000000000001"));
        ObjectNode before = withoutLinks(get());

        restart(remembering);

        assertThat(withoutLinks(get())).isEqualTo(before);
    }

    @Test
    void whatWasDeletedIsGoneAfterARestart() throws Exception {
        put(body(ACCOUNT));
        delete();

        restart(remembering);

        assertThat(get().statusCode()).isEqualTo(404);
    }

    @Test
    void withoutAFileEverythingIsForgotten() throws Exception {
        put(body(ACCOUNT));

        restart(OPTIONS);

        assertThat(get().statusCode()).isEqualTo(404);
    }

    @Test
    void aLineThatWasCutOffIsPassedOver() throws Exception {
        put(body(ACCOUNT));
        Files.writeString(file(), "{\"environment\":\"" + environment, StandardOpenOption.APPEND);

        restart(remembering);
        assertThat(get().statusCode()).isEqualTo(200);
        delete();
        restart(remembering);

        assertThat(get().statusCode()).as("what comes after is read").isEqualTo(404);
    }

    @Test
    void secretsAreNotAmongIt() throws Exception {
        put(body(ACCOUNT));

        assertThat(Files.readString(file())).contains(ACCOUNT).doesNotContain(SECRET, USER_TOKEN);
    }

    private Path file() {
        return directory.resolve("sandbox.jsonl");
    }

    private static ObjectNode withoutLinks(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        ObjectNode document = json(response);
        document.remove("_links");
        return document;
    }
}
