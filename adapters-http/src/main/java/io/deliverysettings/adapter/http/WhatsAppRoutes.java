package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes of the resource. Each reads its request, asks its use case, and hands the result to one of the two writers. */
final class WhatsAppRoutes {

    static final String ALLOWED = "DELETE, GET, HEAD, OPTIONS, PUT";

    /** What is left when PingOne itself does not support an operation that the gateway offers: removal. */
    static final String ALLOWED_AT_PINGONE = "GET, HEAD, OPTIONS, PUT";

    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final String TEMPLATES = "whatsAppTemplates";

    private final ConfigureWhatsAppUseCase configure;
    private final ReadWhatsAppUseCase read;
    private final VerifyWhatsAppUseCase verify;
    private final RemoveWhatsAppUseCase remove;
    private final WhatsAppRequestParser parser = new WhatsAppRequestParser(new WireValidator());
    private final boolean trustsForwarded;

    WhatsAppRoutes(
            ConfigureWhatsAppUseCase configure,
            ReadWhatsAppUseCase read,
            VerifyWhatsAppUseCase verify,
            RemoveWhatsAppUseCase remove,
            boolean trustsForwarded) {
        this.configure = configure;
        this.read = read;
        this.verify = verify;
        this.remove = remove;
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Router router) {
        String path = Links.WHATS_APP_ROUTE;
        // A route of its own each: within one route Vert.x wants its body handler before any of ours.
        router.put(path).handler(this::requireJson);
        router.put(path).handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
        router.put(path).handler(this::put);
        router.get(path).handler(this::get);
        router.head(path).handler(this::get);
        router.delete(path).handler(this::delete);
        Exchange.refuseOtherMethods(router, path, ALLOWED);
    }

    /** Before the body is read, since there is no use in reading what is not JSON; and who may not call need not send any. */
    private void requireJson(RoutingContext context) {
        if (CallerReader.caller(context).isEmpty()) {
            FailureWriter.write(context, ApiError.withoutBearerToken());
        } else if (!MediaType.isJson(context.request().getHeader("Content-Type"))) {
            FailureWriter.write(context, ApiError.of(ErrorTable.UNSUPPORTED_MEDIA_TYPE));
        } else {
            context.next();
        }
    }

    private void put(RoutingContext context) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        boolean dryRun = dryRun(context, faults);
        Optional<DesiredSettings> desired;
        try {
            Buffer body = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
            desired = parser.parse(JsonBody.parse(body)).collectInto(faults);
        } catch (MalformedBody malformed) {
            faults.add(new Violation(Code.INVALID_VALUE, "body", malformed.explanation()));
            FailureWriter.write(context, ApiError.malformed(faults));
            return;
        }
        Exchange.withCaller(context, faults, caller -> {
            if (dryRun) {
                verify(
                        context,
                        new VerifyWhatsAppUseCase.Query(caller, environment.orElseThrow(), desired.orElseThrow()));
            } else {
                configure(
                        context,
                        new ConfigureWhatsAppUseCase.Command(caller, environment.orElseThrow(), desired.orElseThrow()));
            }
        });
    }

    private void configure(RoutingContext context, ConfigureWhatsAppUseCase.Command command) {
        Exchange.answer(
                context,
                configure.configure(command),
                result -> result.fold(
                        configured -> () -> SuccessWriter.write(
                                context,
                                configured.created() ? 201 : 200,
                                SettingsDocument.of(
                                        configured.settings(),
                                        Links.of(context.request(), trustsForwarded),
                                        command.environment())),
                        refused -> Exchange.failure(context, ApiError.invalid(refused.violations())),
                        refused -> Exchange.failure(context, ApiError.of(refused.refusal())),
                        refused ->
                                Exchange.failure(context, ApiError.numberRefused(refused.refusal(), refused.saved())),
                        failed -> failed.cause()
                                .fold(
                                        refused -> Exchange.failure(
                                                context, ApiError.selectionRefused(refused.refusal(), failed.wanted())),
                                        faulted -> {
                                            FailureWriter.log(context, faulted.fault());
                                            return Exchange.failure(
                                                    context,
                                                    ApiError.selectionFaulted(faulted.fault(), failed.wanted()));
                                        },
                                        ignored ->
                                                Exchange.failure(context, ApiError.of(ErrorTable.SELECTION_IGNORED)))));
    }

    private void verify(RoutingContext context, VerifyWhatsAppUseCase.Query query) {
        Exchange.answer(
                context,
                verify.verify(query),
                result -> result.fold(
                        acceptable -> () -> SuccessWriter.write(
                                context,
                                200,
                                DryRunDocument.of(
                                        acceptable, Links.of(context.request(), trustsForwarded), query.environment())),
                        unknown -> () -> SuccessWriter.write(
                                context,
                                200,
                                DryRunDocument.ofUnknownNumbers(
                                        Links.of(context.request(), trustsForwarded), query.environment())),
                        refused -> Exchange.failure(context, ApiError.invalid(refused.violations())),
                        refused -> Exchange.failure(context, ApiError.numberRefused(refused.refusal())),
                        refused -> Exchange.failure(context, ApiError.of(refused.refusal()))));
    }

    private void get(RoutingContext context) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        boolean withTemplates = expandsTemplates(context, faults);
        Exchange.withCaller(context, faults, caller -> {
            EnvironmentId asked = environment.orElseThrow();
            Exchange.answer(
                    context,
                    read.read(new ReadWhatsAppUseCase.Query(caller, asked, withTemplates)),
                    result -> result.fold(
                            found -> () -> SuccessWriter.write(
                                    context,
                                    200,
                                    SettingsDocument.of(
                                            found.settings(), Links.of(context.request(), trustsForwarded), asked)),
                            refused -> Exchange.failure(context, ApiError.of(refused.refusal()))));
        });
    }

    private void delete(RoutingContext context) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        if (dryRun(context, new ArrayList<>())) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER, "dryRun", "Only a PUT can be a dry run.", new OneOf(List.of("false"))));
        }
        Exchange.withCaller(
                context,
                faults,
                caller -> Exchange.answer(
                        context,
                        remove.remove(new RemoveWhatsAppUseCase.Command(caller, environment.orElseThrow())),
                        result -> result.fold(
                                removed -> () -> SuccessWriter.writeEmpty(context),
                                refused -> Exchange.failure(context, ApiError.of(refused.refusal())))));
    }

    private static boolean expandsTemplates(RoutingContext context, List<Violation> faults) {
        List<String> expansions = context.queryParam("expand").stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .toList();
        if (!expansions.stream().allMatch(TEMPLATES::equals)) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    "expand",
                    "expand can only be " + TEMPLATES + ".",
                    new OneOf(List.of(TEMPLATES))));
        }
        return !expansions.isEmpty();
    }

    private static boolean dryRun(RoutingContext context, List<Violation> faults) {
        List<String> values = context.queryParam("dryRun");
        if (values.isEmpty() || values.equals(List.of("false"))) {
            return false;
        }
        // A dry run that is taken for a real one would do harm, so anything unclear is refused.
        if (!values.equals(List.of("true"))) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    "dryRun",
                    "dryRun must be true or false, and given once.",
                    new OneOf(List.of("true", "false"))));
        }
        return true;
    }
}
