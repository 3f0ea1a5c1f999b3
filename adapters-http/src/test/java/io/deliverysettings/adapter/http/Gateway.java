package io.deliverysettings.adapter.http;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.history.Action;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The real adapter on a free port, with stubs behind it and clients in front of it. */
final class Gateway implements AutoCloseable {

    static final HttpApiOptions PLAIN = new HttpApiOptions("127.0.0.1", 0, false, List.of());

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    final Stub<ConfigureWhatsAppUseCase.Command, ChangeOutcome> configure =
            new Stub<>(new ChangeOutcome.Configured(Samples.SETTINGS, true, Samples.REVISION));
    final Stub<ReadWhatsAppUseCase.Query, ReadWhatsAppUseCase.Result> read =
            new Stub<>(Samples.found(Samples.SETTINGS));
    final Stub<VerifyWhatsAppUseCase.Query, VerifyWhatsAppUseCase.Result> verify =
            new Stub<>(new VerifyWhatsAppUseCase.Result.NumbersUnknown());
    final Stub<RemoveWhatsAppUseCase.Command, ChangeOutcome> remove = new Stub<>(new ChangeOutcome.Removed());
    final Stub<ListNumbersUseCase.Query, ListNumbersUseCase.Result> listNumbers =
            new Stub<>(new ListNumbersUseCase.Result.Listed(List.of()));
    final Stub<SelectNumberUseCase.Command, ChangeOutcome> selectNumber =
            new Stub<>(new ChangeOutcome.Configured(Samples.SETTINGS, false, Samples.REVISION));
    final Stub<ListHistoryUseCase.Query, ListHistoryUseCase.Result> listHistory =
            new Stub<>(new ListHistoryUseCase.Result.Listed(List.of(), Optional.empty()));
    final Stub<RestoreRevisionUseCase.Command, ChangeOutcome> restoreRevision =
            new Stub<>(new ChangeOutcome.Configured(Samples.SETTINGS, false, Samples.REVISION));

    final Stub<AcceptChangeUseCase.Command, AcceptChangeUseCase.Result> acceptChange =
            new Stub<>(new AcceptChangeUseCase.Result.Accepted(Samples.OPERATION));
    final Stub<ReadOperationUseCase.Query, ReadOperationUseCase.Result> readOperation =
            new Stub<>(Samples.operation(Action.CONFIGURE, Progress.VERIFYING));
    final Stub<ListEnvironmentsUseCase.Query, ListEnvironmentsUseCase.Page> listEnvironments =
            new Stub<>(new ListEnvironmentsUseCase.Page(List.of(), Optional.empty()));

    /** Who shows a token may do everything. */
    final Stub<AuthorizeCallerUseCase.Query, AuthorizeCallerUseCase.Result> authorize =
            new Stub<>(new AuthorizeCallerUseCase.Result.Forbidden());

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final HttpApiAdapter adapter;
    final int port;

    private Gateway(HttpApiOptions options) throws TimeoutException {
        authorize.does(query -> CompletableFuture.completedFuture(query.accessToken()
                .<AuthorizeCallerUseCase.Result>map(token -> new AuthorizeCallerUseCase.Result.Permitted(
                        new Caller(
                                token,
                                Optional.empty(),
                                query.origin().correlationId(),
                                query.origin().transactionId(),
                                query.origin().sessionId()),
                        Access.unrestricted()))
                .orElseGet(() -> new AuthorizeCallerUseCase.Result.NotAuthenticated(
                        AuthorizeCallerUseCase.Result.Reason.NO_TOKEN))));
        this.adapter = adapter(options);
        this.port = await(adapter.start());
    }

    static Gateway start() {
        return start(PLAIN);
    }

    static Gateway start(HttpApiOptions options) {
        try {
            return new Gateway(options);
        } catch (TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    /** Another adapter over the same stubs and the same Vert.x. */
    HttpApiAdapter adapter(HttpApiOptions options) {
        return new HttpApiAdapter(vertx, options, ports(), metrics);
    }

    HttpApiAdapter.Ports ports() {
        return new HttpApiAdapter.Ports(
                configure::handle,
                read::handle,
                verify::handle,
                remove::handle,
                listNumbers::handle,
                selectNumber::handle,
                listHistory::handle,
                restoreRevision::handle,
                acceptChange::handle,
                readOperation::handle,
                listEnvironments::handle,
                authorize::handle);
    }

    /** What was asked of any use case but the one that finds out who calls. */
    List<Object> asked() {
        return Stream.of(
                        configure,
                        read,
                        verify,
                        remove,
                        listNumbers,
                        selectNumber,
                        listHistory,
                        restoreRevision,
                        acceptChange,
                        readOperation,
                        listEnvironments)
                .<Object>flatMap(stub -> stub.received().stream())
                .toList();
    }

    static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        await(vertx.close());
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    /** A request with a bearer token. */
    HttpRequest.Builder request(String pathAndQuery) {
        return anonymous(pathAndQuery).header("Authorization", Samples.BEARER);
    }

    HttpRequest.Builder anonymous(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(origin() + pathAndQuery)).timeout(Duration.ofSeconds(10));
    }

    HttpRequest.Builder putRequest(String pathAndQuery, byte[] body) {
        return request(pathAndQuery).header("Content-Type", "application/json").PUT(BodyPublishers.ofByteArray(body));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest sent = request.build();
        Answer answer = sendUnjudged(request);
        ApiContract.ours()
                .check(
                        sent.method(),
                        sent.uri().toString(),
                        sent.bodyPublisher().map(Gateway::bytes).orElseGet(() -> new byte[0]),
                        answer);
        return answer;
    }

    /** For where PingOne breaks its own contract: what it says is handed on all the same, whatever the API document has. */
    Answer sendUnjudged(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    private static byte[] bytes(HttpRequest.BodyPublisher body) {
        HttpResponse.BodySubscriber<byte[]> reader = BodySubscribers.ofByteArray();
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                reader.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                reader.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                reader.onError(failure);
            }

            @Override
            public void onComplete() {
                reader.onComplete();
            }
        });
        return reader.getBody().toCompletableFuture().join();
    }

    Answer put(byte[] body) throws IOException, InterruptedException {
        return send(putRequest(Samples.PATH, body));
    }

    Answer put(String body) throws IOException, InterruptedException {
        return put("", body);
    }

    Answer put(String query, String body) throws IOException, InterruptedException {
        return send(putRequest(Samples.PATH + query, body.getBytes(StandardCharsets.UTF_8)));
    }

    Answer get(String query) throws IOException, InterruptedException {
        return send(request(Samples.PATH + query).GET());
    }

    Answer get() throws IOException, InterruptedException {
        return get("");
    }

    Answer post(String path) throws IOException, InterruptedException {
        return method("POST", path);
    }

    Answer delete(String query) throws IOException, InterruptedException {
        return send(request(Samples.PATH + query).DELETE());
    }

    Answer method(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends the text as it stands, with PATH and AUTH filled in, and reads until the gateway closes the connection. */
    String rawText(String request) throws IOException {
        try (Socket socket = connect()) {
            write(socket, fill(request));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String fill(String request) {
        return request.replace("PATH", Samples.PATH)
                .replace("TAIL", "notificationsSettings/instantMessagingDeliverySettings/whatsApp")
                .replace("AUTH", "Authorization: " + Samples.BEARER)
                .replace("JSON", "Content-Type: application/json");
    }

    Answer raw(String request) throws IOException {
        return Answer.to(fill(request), rawText(request));
    }
}
