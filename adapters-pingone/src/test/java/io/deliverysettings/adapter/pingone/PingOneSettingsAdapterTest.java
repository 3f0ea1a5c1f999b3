package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.SandboxOptions;
import io.deliverysettings.sandbox.SandboxOptions.TemplatesPlacement;
import io.deliverysettings.testkit.PlatformSettingsPortContract;
import io.deliverysettings.testkit.Samples;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of the port against a PingOne look-alike over real HTTP, and what that does when it is out of order. */
class PingOneSettingsAdapterTest extends AdapterFixture implements PlatformSettingsPortContract {

    @SuppressWarnings("NullAway.Init")
    private PingOneSandbox sandbox;

    @SuppressWarnings("NullAway.Init")
    private PingOneSettingsAdapter adapter;

    @BeforeEach
    void startSandbox() throws TimeoutException {
        start(SandboxOptions.defaults());
    }

    @AfterEach
    void stopSandbox() throws TimeoutException {
        sandbox.stop().await(10, TimeUnit.SECONDS);
    }

    @Override
    public PlatformSettingsPort port() {
        return adapter;
    }

    @ParameterizedTest
    @CsvSource({
        "200000000000429, THROTTLED, NONE",
        "200000000000503, UNAVAILABLE, UNKNOWN",
        "200000000000499, UNREADABLE, UNKNOWN",
        "200000000000601, UNREADABLE, UNKNOWN",
        "200000000000602, UNREADABLE, UNKNOWN",
        "200000000000603, UNREADABLE, UNKNOWN"
    })
    void aFaultySandboxIsAFaultAndTheCallIsMadeOnce(String account, Kind kind, Effect effect) {
        var once = adapter(options(URI.create(sandbox.apiUrl())));
        var fault = fault(
                once.replace(Samples.call(ENVIRONMENT), Samples.desired(new BusinessAccountId(account)), () -> {}));

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.effect()).isEqualTo(effect);
        assertThat(sandbox.received()).hasSize(1);
    }

    @Test
    void whatIsNewAtPingOneIsHandedOn() {
        Replaced replaced = done(adapter.replace(
                Samples.call(ENVIRONMENT), Samples.desired(new BusinessAccountId("200000000000604")), () -> {}));
        CatalogueNumber number = replaced.settings().catalogue().numbers().get(0);

        assertThat(replaced.settings().additional().jsonByName()).isNotEmpty();
        assertThat(replaced.settings().additionalLinks().jsonByName())
                .containsEntry("sandboxFutureLink", "{\"href\":\"https://example.invalid/future\"}");
        assertThat(number.additional().jsonByName()).isNotEmpty();
        assertThat(number.qualityRating()).isPresent();
        assertThat(number.qualityRating().get().rank()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void templatesAreHandedOnFromWhereverPingOnePutsThem(TemplatesPlacement placement) throws TimeoutException {
        stopSandbox();
        start(SandboxOptions.defaults().withTemplatesPlacement(placement));
        done(write(adapter));

        WhatsAppSettings settings = done(adapter.read(Samples.call(ENVIRONMENT), Expansion.TEMPLATES));

        String member = placement == TemplatesPlacement.EMBEDDED ? "_embedded" : "whatsAppTemplates";
        assertThat(settings.additional().jsonByName()).containsOnlyKeys(member);
        assertThat(settings.additional().jsonByName().get(member)).contains("\"language\"");
    }

    @Test
    void theContractHoldsForAnAddressWithASlashAtTheEnd() {
        var withSlash = adapter(options(URI.create(sandbox.apiUrl() + "/")));

        assertThat(done(write(withSlash)).created()).isTrue();
    }

    private void start(SandboxOptions options) throws TimeoutException {
        sandbox = PingOneSandbox.start(vertx, options.withPort(0)).await(10, TimeUnit.SECONDS);
        adapter = closedAfterwards(new PingOneSettingsAdapter(
                vertx,
                PingOneOptions.forApi(URI.create(sandbox.apiUrl())),
                ConnectionOptions.usual(),
                Optional.empty(),
                CLOCK,
                registry));
    }
}
