package io.deliverysettings.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a package is that another build adds; this test's own package stands for one. */
class LayersTest {

    private static final String HERE = "io.deliverysettings.architecture";

    /** Of a layer of the gateway, but not of an adapter or the app. */
    private static final JavaClass TYPE = new ClassFileImporter().importClass(LayersTest.class);

    @Test
    void aDrivenAdapterIsAnAdapterAndDriven() {
        Layers layers = Layers.ofTheGateway().withDrivenAdapter(HERE);

        assertThat(layers.in(Layer.ADAPTERS).test(TYPE)).isTrue();
        assertThat(layers.inADrivenAdapter().test(TYPE)).isTrue();
        assertThat(layers.in(Layer.HTTP_ADAPTER, Layer.APP).test(TYPE)).isFalse();
    }

    @Test
    void aDrivingAdapterIsHeldToWhatTheHttpApiIsHeldTo() {
        Layers layers = Layers.ofTheGateway().withDrivingAdapter(HERE);

        assertThat(layers.in(Layer.ADAPTERS).test(TYPE)).isTrue();
        assertThat(layers.in(Layer.HTTP_ADAPTER).test(TYPE)).isTrue();
        assertThat(layers.inADrivenAdapter().test(TYPE)).isFalse();
    }

    @Test
    void anAppIsNoAdapter() {
        Layers layers = Layers.ofTheGateway().withApp(HERE);

        assertThat(layers.in(Layer.APP).test(TYPE)).isTrue();
        assertThat(layers.in(Layer.ADAPTERS).test(TYPE)).isFalse();
        assertThat(layers.elsewhereThan(Layer.APP).test(TYPE)).isFalse();
    }

    @Test
    void whatIsAddedIsOfTheGatewayAndElsewhereThanItsOtherLayers() {
        JavaClass foreign = new ClassFileImporter().importClass(JavaClass.class);
        Layers layers = Layers.ofTheGateway().withDrivenAdapter("com.tngtech.archunit");

        assertThat(Layers.ofTheGateway().in(Layer.GATEWAY).test(foreign)).isFalse();
        assertThat(layers.in(Layer.GATEWAY).test(foreign)).isTrue();
        assertThat(layers.elsewhereThan(Layer.DOMAIN).test(foreign)).isTrue();
        assertThat(layers.elsewhereThan(Layer.ADAPTERS).test(foreign)).isFalse();
    }

    /** {@code com.acme.accessory} is not below {@code com.acme.access}. */
    @Test
    void aPackageWhoseNameOnlyBeginsAlikeIsNotMeant() {
        Layers layers = Layers.ofTheGateway().withDrivenAdapter("io.deliverysettings.archi");

        assertThat(layers.in(Layer.ADAPTERS).test(TYPE)).isFalse();
    }

    @Test
    void eachAddedAdapterIsASliceOfItsOwn() {
        Layers layers = Layers.ofTheGateway().withDrivenAdapter(HERE);

        assertThat(layers.eachAdapter().getIdentifierOf(TYPE)).isEqualTo(SliceIdentifier.of(HERE));
        assertThat(Layers.ofTheGateway().eachAdapter().getIdentifierOf(TYPE)).isEqualTo(SliceIdentifier.ignore());
    }

    @Test
    void onlyWhatIsAddedIsBuiltHere() {
        assertThat(Layers.ofTheGateway().areBuiltHere().test(TYPE)).isTrue();
        assertThat(Layers.ofTheGateway()
                        .withApp("com.acme.gateway")
                        .areBuiltHere()
                        .test(TYPE))
                .isFalse();
    }

    @Test
    void everyPackageThatRulesSpeakOfIsTold() {
        assertThat(Layers.ofTheGateway().withApp("com.acme.gateway").packages())
                .contains("io.deliverysettings.application.port.out", "io.deliverysettings.adapter.http")
                .endsWith("com.acme.gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "acme", "com.acme.", "com..acme", "com.acme..", "com.acme.*", "com.2acme", "com acme.x"})
    void whatIsNoPackageIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layers.ofTheGateway().withDrivenAdapter(name))
                .withMessageContaining("not the name of a package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme.access", "com.acme", "com.acme.access.file"})
    void aPackageHasOnePartOnly(String name) {
        Layers layers = Layers.ofTheGateway().withDrivenAdapter("com.acme.access");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> layers.withApp(name))
                .withMessageContaining("overlap");
    }
}
