package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same over HTTP/2, where many requests share a connection and none may harm another. */
class Http2Test {

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.INFO);
    private final HttpClient client = gateway.vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

    @AfterEach
    void close() throws Exception {
        gateway.close();
        log.close();
        assertThat(log.problems()).isEmpty();
    }

    @Test
    void aPutIsAnsweredAndItsLinksLeadToTheAuthority() throws Exception {
        Answer answer = ask(HttpMethod.PUT, Samples.PATH, Samples.body().toString());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(Samples.exampleAnswer(gateway.origin()));
    }

    @Test
    void aHeadHasTheLengthOfAGetAndNoBody() throws Exception {
        Answer get = ask(HttpMethod.GET, Samples.PATH, "");
        Answer head = ask(HttpMethod.HEAD, Samples.PATH, "");

        assertThat(head.body()).isEmpty();
        assertThat(head.header("content-length"))
                .contains(String.valueOf(get.body().length()));
    }

    @Test
    void badInputIsAnsweredInTheEnvelope() throws Exception {
        ask(HttpMethod.PUT, Samples.PATH, "{").isError(ErrorTable.MALFORMED);
        ask(HttpMethod.GET, "/x", "").isError(ErrorTable.NOT_FOUND);
        ask(HttpMethod.POST, Samples.PATH, "").isError(ErrorTable.METHOD_NOT_ALLOWED);
    }

    @Test
    void anAddressThatCannotBeReadDoesNotEndTheConnectionOfTheOthers() throws Exception {
        Answer bad = ask(HttpMethod.GET, "/%zz", "");
        Answer good = ask(HttpMethod.GET, Samples.PATH, "");

        bad.isError(ErrorTable.MALFORMED);
        assertThat(bad.header("Connection")).isEmpty();
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.header("From-Port")).isEqualTo(bad.header("From-Port"));
    }

    @Test
    void aCallerThatTakesItsRequestBackWithinTheBodyIsNoBug() throws Exception {
        Gateway.await(client.request(options(HttpMethod.PUT, Samples.PATH)).compose(request -> {
            request.setChunked(true);
            request.exceptionHandler(reset -> assertThat(reset).isNotNull());
            return request.write("{").compose(written -> request.reset());
        }));

        assertThat(ask(HttpMethod.GET, Samples.PATH, "").status()).isEqualTo(200);
        assertThat(gateway.configure.received()).isEmpty();
    }

    /** The answer, which is judged by the API document on this thread: not on the event loop. */
    private Answer ask(HttpMethod method, String path, String body) throws Exception {
        Answer answer = Gateway.await(send(method, path, body));
        ApiContract.ours().check(method.name(), path, body.getBytes(UTF_8), answer);
        return answer;
    }

    private Future<Answer> send(HttpMethod method, String path, String body) {
        // What reads the answer is attached on the event loop, before there is one: a thread that comes late misses the
        // body.
        return client.request(options(method, path))
                // Without a body the request ends with its head, before an answer that does not wait for the body.
                .compose(request -> (body.isEmpty() ? request.send() : request.send(Buffer.buffer(body)))
                        .compose(response -> response.body().map(text -> answer(response, text.toString()))));
    }

    private RequestOptions options(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(gateway.port)
                .setURI(path)
                .putHeader("Authorization", Samples.BEARER)
                .putHeader("Content-Type", "application/json");
    }

    /** Says also from which port of the client the request went, so that a test can see that a connection was kept. */
    private static Answer answer(HttpClientResponse response, String body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers()
                .names()
                .forEach(name -> headers.put(name, response.headers().getAll(name)));
        headers.put(
                "From-Port",
                List.of(String.valueOf(
                        response.request().connection().localAddress().port())));
        return new Answer(response.statusCode(), headers, body);
    }
}
