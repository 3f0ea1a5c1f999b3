package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the program are sent as their reader takes them. */
@Timeout(30)
class FileEncodingTest {

    private static final String PATH = DescriptionRoutes.DOCS_ROUTE;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gateway gateway = Gateway.start();

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, GZIP;q=0.5", "deflate,gzip ; q=1.0"})
    void whoTakesItCompressedGetsItCompressed(String accepted) throws Exception {
        HttpResponse<byte[]> plain = get();
        HttpResponse<byte[]> compressed = get("Accept-Encoding", accepted);

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(compressed.body()).hasSizeLessThan(plain.body().length);
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(stream.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip;q=0.000", "br", "xgzip", ""})
    void whoDoesNotGetsItAsItIs(String accepted) throws Exception {
        HttpResponse<byte[]> answer = get("Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("<!doctype html>");
    }

    private HttpResponse<byte[]> get(String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway.origin() + PATH)).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
