package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes of the resource. Each reads its request, asks its use case, and hands the result to one of the two writers. */
final class WhatsAppRoutes {

    /** What is left when PingOne itself does not support an operation that the gateway offers: removal. */
    static final String ALLOWED_AT_PINGONE = "GET, HEAD, OPTIONS, PUT";

    private static final String TEMPLATES = "whatsAppTemplates";
    private static final String DRY_RUN = "dryRun";

    private final ChangeRequests changes;
    private final ReadWhatsAppUseCase read;
    private final VerifyWhatsAppUseCase verify;
    private final RemoveWhatsAppUseCase remove;
    private final WhatsAppRequestParser parser;
    private final EncodedSettings documents = new EncodedSettings();
    private final boolean trustsForwarded;

    WhatsAppRoutes(
            ChangeRequests changes,
            ReadWhatsAppUseCase read,
            VerifyWhatsAppUseCase verify,
            RemoveWhatsAppUseCase remove,
            WireValidator validator,
            boolean trustsForwarded) {
        this.changes = changes;
        this.read = read;
        this.verify = verify;
        this.remove = remove;
        this.parser = new WhatsAppRequestParser(validator);
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Endpoints endpoints) {
        endpoints.mount(
                Links.WHATS_APP_ROUTE,
                Endpoint.putJson(Permission.WRITE, this::put),
                Endpoint.get(Permission.READ, this::get),
                Endpoint.delete(Permission.WRITE, this::delete));
    }

    private void put(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        if (Exchange.flag(context, DRY_RUN, faults)) {
            // Conditions are for what is changed, and a dry run changes nothing.
            Exchange.withBody(
                    context,
                    faults,
                    parser::parse,
                    desired -> verify(
                            context,
                            new VerifyWhatsAppUseCase.Query(permitted.caller(), environment.orElseThrow(), desired)));
            return;
        }
        Precondition precondition = Conditions.ofChange(context.request(), faults);
        Exchange.withBody(
                context,
                faults,
                parser::parse,
                desired -> changes.answer(
                        context,
                        new AcceptChangeUseCase.Command(
                                permitted.caller(),
                                environment.orElseThrow(),
                                new AcceptChangeUseCase.Change.Configure(desired),
                                precondition)));
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

    private void get(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        boolean withTemplates = expandsTemplates(context, faults);
        boolean fresh = CacheHeaders.asksForFresh(context.request());
        Exchange.withoutFaults(context, faults, () -> {
            EnvironmentId asked = environment.orElseThrow();
            Exchange.answer(
                    context,
                    read.read(new ReadWhatsAppUseCase.Query(permitted.caller(), asked, withTemplates, fresh)),
                    result -> result.fold(
                            found -> () -> write(context, found, asked, fresh),
                            refused -> Exchange.failure(context, ApiError.of(refused.refusal()))));
        });
    }

    private void write(
            RoutingContext context, ReadWhatsAppUseCase.Result.Found found, EnvironmentId asked, boolean fresh) {
        if (Conditions.hasAlready(context.request(), found.revision())) {
            CacheHeaders.put(context.response(), found, fresh);
            SuccessWriter.writeNotModified(context);
        } else {
            // Before any header: what cannot be written must not be answered with them.
            Links links = Links.of(context.request(), trustsForwarded);
            Buffer document = found.source() == ReadWhatsAppUseCase.Source.SHARED
                    ? documents.of(found.settings(), links, asked)
                    : SettingsDocument.of(found.settings(), links, asked);
            CacheHeaders.put(context.response(), found, fresh);
            SuccessWriter.write(context, 200, document);
        }
    }

    private void delete(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        if (Exchange.flag(context, DRY_RUN, new ArrayList<>())) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER, DRY_RUN, "Only a PUT can be a dry run.", new OneOf(List.of("false"))));
        }
        Precondition precondition = Conditions.ofChange(context.request(), faults);
        Exchange.withoutFaults(
                context,
                faults,
                () -> changes.answer(
                        context,
                        Action.REMOVE,
                        environment.orElseThrow(),
                        remove.remove(new RemoveWhatsAppUseCase.Command(
                                permitted.caller(), environment.orElseThrow(), precondition))));
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
}
