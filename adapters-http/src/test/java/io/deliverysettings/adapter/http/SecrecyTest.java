package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.Secret;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No secret ever: whatever goes wrong, a mark in the app secret, the user's token and the caller's token is in no answer and
 * in no line of any log down to DEBUG. (Below that, Vert.x prints what it reads.)
 */
class SecrecyTest {

    private static final String MARK = "MARK0f5ecret";

    private final Gateway gateway = Gateway.start();
    private final CapturedLog log = CapturedLog.from(Level.DEBUG);
    private final List<String> answers = new ArrayList<>();

    @AfterEach
    void nothingIsGivenAway() throws Exception {
        gateway.close();
        log.close();
        assertThat(answers).isNotEmpty().allSatisfy(answer -> assertThat(answer).doesNotContainIgnoringCase(MARK));
        assertThat(log.lines()).allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase(MARK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[\"MARK\"]",
                "\"MARK\"",
                "MARK",
                "{\"appSecret\":\"MARK\"",
                "{\"appSecret\":\"MARK",
                "{\"appSecret\":MARK}",
                "{\"appSecret\":tMARK}",
                "{\"appSecret\":\"MARK\\x\"}",
                "{\"appSecret\":\"MARK\n\"}",
                "{\"appSecret\":'MARK'}",
                "{MARK:1}",
                "{\"MARK\":1,\"MARK\":2}",
                "{\"appSecret\":\"MARK\"}MARK",
                "{\"appSecret\":\"MARK\"} \"MARK\"",
                "{\"appSecret\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"MARK\"",
                "{\"appSecret\":{\"MARK\":\"MARK\"},\"userAccessToken\":[\"MARK\"]}",
                "{\"appSecret\":\"MARK\\u0000\",\"userAccessToken\":\"\\ud800MARK\"}",
                "{\"appSecret\":\"MARK\",\"userAccessToken\":\"MARK\",\"numbers\":1}",
                "{\"appSecret\":\"MARK\",\"userAccessToken\":\"MARK\",\"numbers\":[{\"selected\":\"MARK\"}]}",
                "{\"provider\":\"MARK!\",\"appId\":\"MARK\",\"whatsAppAccountBusinessId\":\"MARK\"}",
                "{\"numbers\":[{\"numberId\":\"MARK\",\"number\":\"MARK\"},\"MARK\",{\"numberId\":{\"MARK\":1}}]}"
            })
    void notWhenTheBodyIsBad(String body) throws Exception {
        Answer answer = put(body.replace("MARK", MARK).getBytes(UTF_8), "application/json");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void notWhenTheBodyIsTooLargeOrNoUtf8OrOfTheWrongType() throws Exception {
        byte[] body = Samples.body(MARK, MARK).toString().getBytes(UTF_8);
        byte[] broken = body.clone();
        broken[broken.length - 3] = (byte) 0xff;

        assertThat(put(broken, "application/json").status()).isEqualTo(400);
        assertThat(put((new String(body, UTF_8) + " ".repeat(70_000)).getBytes(UTF_8), "application/json")
                        .status())
                .isEqualTo(413);
        assertThat(put(body, "text/plain").status()).isEqualTo(415);
        assertThat(put(Samples.body(MARK.repeat(500), MARK).toString().getBytes(UTF_8), "application/json")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARK", "Basic MARK", "Bearer MARK MARK", "Bearer \"MARK\"", "Bearer MARK,Bearer MARK"})
    void notWhenTheAuthorizationIsBad(String authorization) throws Exception {
        for (String method : List.of("GET", "PUT", "DELETE", "POST")) {
            keep(gateway.rawText(method + " PATH HTTP/1.1\r\nHost: a\r\nConnection: close\r\nJSON\r\nAuthorization: "
                    + authorization.replace("MARK", MARK) + "\r\nContent-Length: 2\r\n\r\n{}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET PATH HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer MARK\r\nno colon\r\n\r\n",
                "GET PATH HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer MARK\u0001\r\n\r\n",
                "GET PATH%zz HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer MARK\r\nConnection: close\r\n\r\n",
                "GET PATH?expand=%zz HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer MARK\r\nConnection: close\r\n\r\n",
                "GET PATH?expand=MARK HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer MARK\r\nConnection: close\r\n\r\n",
                "GET /MARK HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer MARK\r\nConnection: close\r\n\r\n",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{\"appSecret\":\"MARK\"}",
                "PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 3\r\n\r\n{} MARK / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "MARK\r\n\r\n"
            })
    void notWhenTheRequestIsNoneAtAll(String request) throws Exception {
        keep(gateway.rawText(request.replace("MARK", MARK)));
    }

    @Test
    void notWhenTheCallerLeavesWithinTheBody() throws Exception {
        try (Socket socket = gateway.connect()) {
            Gateway.write(
                    socket,
                    Gateway.fill("PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 99\r\n\r\n")
                            + "{\"appSecret\":\"" + MARK);
        }
        keep(gateway.get());
    }

    @Test
    void notWhenAllIsWell() throws Exception {
        assertThat(putSecrets().status()).isEqualTo(201);
        assertThat(gateway.configure.onlyQuestion().desired().appSecret()).isEqualTo(Secret.of(MARK));
    }

    @ParameterizedTest
    @EnumSource(PortFault.Kind.class)
    void notWhenAnInPortMeetsAFaultWhoseCauseHoldsIt(PortFault.Kind kind) throws Exception {
        PortFault fault = new PortFault(
                kind,
                Effect.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new IllegalStateException("PingOne said " + MARK, new IllegalStateException(MARK))));
        gateway.configure.fails(fault);
        putSecrets();
        gateway.configure.answers(
                new SelectionFailed(Samples.SETTINGS, Samples.NUMBER, new SelectionFailed.Cause.Faulted(fault)));
        putSecrets();
        gateway.configure.answers(new ChangeOutcome.PlatformRefused(Samples.refusal(PlatformRefusal.Kind.INVALID)));
        putSecrets();
    }

    @ParameterizedTest
    @EnumSource(ChangingRoute.class)
    void notFromAnyRouteThatChangesSomethingWhateverComesOfIt(ChangingRoute route) throws Exception {
        Stub<?, ChangeOutcome> inPort = route.inPort(gateway);
        keep(change(route, MARK));
        keep(change(route, "MARK.eyJjbGllbnRfaWQi.MARK".replace("MARK", MARK)));
        for (ChangeOutcome outcome : List.of(
                new ChangeOutcome.CredentialsNeeded(ChangeOutcome.CredentialsNeeded.Reason.DAMAGED),
                new ChangeOutcome.PreconditionFailed(Optional.of(Samples.REVISION)),
                new ChangeOutcome.Busy(Duration.ofSeconds(1)),
                new ChangeOutcome.RevisionUnknown(),
                new ChangeOutcome.Overtaken())) {
            inPort.answers(outcome);
            keep(change(route, MARK));
        }
        inPort.fails(new PortFault(
                PortFault.Kind.STORE_UNAVAILABLE,
                Effect.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new IllegalStateException(MARK))));
        keep(change(route, MARK));
        inPort.does(command -> {
            throw new IllegalStateException("cannot handle " + command);
        });
        assertThat(keep(change(route, MARK)).status()).isEqualTo(500);
        keep(gateway.send(route.request(gateway).setHeader("Authorization", "Basic " + MARK)));
        keep(gateway.send(route.request(gateway).setHeader("If-Match", MARK)));
    }

    @ParameterizedTest
    @EnumSource(value = ChangingRoute.class, mode = EnumSource.Mode.EXCLUDE, names = "REMOVE")
    void notWhenAChangeIsAcceptedToBeMadeLater(ChangingRoute route) throws Exception {
        keep(prefer(route, "respond-async"));
        keep(prefer(route, MARK + "; " + MARK + ", wait=" + MARK));
        gateway.readOperation.fails(new PortFault(
                PortFault.Kind.STORE_UNAVAILABLE,
                Effect.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new IllegalStateException(MARK))));
        assertThat(keep(prefer(route, "wait=1")).status()).isEqualTo(202);
        keep(gateway.send(gateway.anonymous(Samples.OPERATION_PATH).header("Authorization", "Bearer " + MARK)));
        gateway.readOperation.does(query -> {
            throw new IllegalStateException("cannot handle " + query);
        });
        keep(prefer(route, "wait=1"));
        gateway.acceptChange.does(command -> {
            throw new IllegalStateException("cannot handle " + command);
        });
        assertThat(keep(prefer(route, "wait=1")).status()).isEqualTo(500);
    }

    @Test
    void notInTheListOfEnvironments() throws Exception {
        for (String query : List.of("", "?limit=MARK", "?cursor=MARK")) {
            keep(gateway.send(gateway.anonymous("/v1/environments" + query.replace("MARK", MARK))
                    .header("Authorization", "Bearer " + MARK)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"numberId\":\"MARK\"}",
                "{\"number\":\"MARK\"}",
                "{\"numberId\":{\"MARK\":1}}",
                "{\"numberId\":\"1\",\"appSecret\":\"MARK\",\"userAccessToken\":\"MARK\"}",
                "{\"MARK\":",
                "MARK"
            })
    void notWhenItIsInABodyThatHasNoPlaceForIt(String body) throws Exception {
        keep(gateway.send(gateway.putRequest(
                Samples.PATH + "/selectedNumber", body.replace("MARK", MARK).getBytes(UTF_8))));
        keep(gateway.send(gateway.request(Samples.PATH + "/history/3/restore")
                .POST(BodyPublishers.ofString(body.replace("MARK", MARK)))));
    }

    @Test
    void notInTheHistory() throws Exception {
        gateway.listHistory.answers(new ListHistoryUseCase.Result.Listed(
                List.of(new HistoryEntry(
                        Samples.REVISION,
                        Action.CONFIGURE,
                        Outcome.APPLIED,
                        Optional.empty(),
                        new CorrelationId("call"),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        List.of(),
                        Optional.of(new SecretChanges(true, true)))),
                Optional.of(Samples.REVISION)));
        for (String query : List.of("", "?limit=MARK", "?cursor=MARK")) {
            keep(gateway.send(gateway.anonymous(Samples.PATH + "/history" + query.replace("MARK", MARK))
                    .header("Authorization", "Bearer " + MARK)));
        }
        keep(gateway.send(gateway.anonymous(Samples.PATH + "/history/" + MARK + "/restore")
                .header("Authorization", "Bearer " + MARK)
                .POST(BodyPublishers.noBody())));
    }

    @Test
    void notWhenABugPrintsTheCommand() throws Exception {
        gateway.configure.does(command -> {
            throw new IllegalStateException("cannot handle " + command);
        });

        assertThat(putSecrets().status()).isEqualTo(500);
        assertThat(log.problems()).singleElement().asString().contains("cannot handle Command[", "Secret[********]");
    }

    @Test
    void notInTheTextOfTheWireTypes() throws Exception {
        putSecrets();
        WhatsAppRequest request = new WhatsAppRequest("p", "1", "2", Secret.of(MARK), Secret.of(MARK), List.of());

        answers.add(request.toString());
        answers.add(gateway.configure.onlyQuestion().toString());
    }

    private Answer change(ChangingRoute route, String token) throws Exception {
        // A removal cannot come to all that is tried here, so that the API document does not have it.
        HttpRequest.Builder request = route.request(gateway).setHeader("Authorization", "Bearer " + token);
        return route == ChangingRoute.REMOVE ? gateway.sendUnjudged(request) : gateway.send(request);
    }

    private Answer prefer(ChangingRoute route, String preferences) throws Exception {
        HttpRequest.Builder request = route == ChangingRoute.CONFIGURE
                ? gateway.putRequest(
                        Samples.PATH, Samples.body(MARK, MARK).toString().getBytes(UTF_8))
                : route.request(gateway);
        return gateway.send(request.setHeader("Authorization", "Bearer " + MARK).header("Prefer", preferences));
    }

    private Answer putSecrets() throws Exception {
        return put(Samples.body(MARK, MARK).toString().getBytes(UTF_8), "application/json");
    }

    private Answer put(byte[] body, String type) throws Exception {
        return keep(gateway.send(gateway.anonymous(Samples.PATH)
                .header("Authorization", "Bearer " + MARK)
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(body))));
    }

    private Answer keep(Answer answer) {
        answers.add(answer.toString());
        return answer;
    }

    private void keep(String text) {
        assertThat(text).startsWith("HTTP/1.");
        answers.add(text);
    }
}
