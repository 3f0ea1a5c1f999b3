package io.deliverysettings.architecture;

import static io.deliverysettings.architecture.Layer.ADAPTERS;
import static io.deliverysettings.architecture.Layer.APP;
import static io.deliverysettings.architecture.Layer.GATEWAY;
import static io.deliverysettings.architecture.Layer.HTTP_ADAPTER;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which packages are which part of the architecture: those of the gateway, and those that another build adds to them.
 *
 * <p>Immutable. A package stands for itself and all that is below it.
 */
public final class Layers {

    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");
    private static final Layers GATEWAY_ONLY = new Layers(List.of());

    /** The part of the architecture that an added package is. */
    enum Role {
        DRIVEN_ADAPTER,
        DRIVING_ADAPTER,
        APP
    }

    /** A package that another build adds. */
    record Added(String root, Role role) {
        boolean holds(JavaClass type) {
            String name = type.getPackageName();
            return name.startsWith(root) && (name.length() == root.length() || name.charAt(root.length()) == '.');
        }
    }

    private final List<Added> added;

    private Layers(List<Added> added) {
        this.added = List.copyOf(added);
    }

    /**
     * The packages of the gateway, and none beside them.
     *
     * @return to which others may be added
     */
    public static Layers ofTheGateway() {
        return GATEWAY_ONLY;
    }

    /**
     * Adds an adapter that the core calls: one that implements an out-port.
     *
     * @param basePackage such as {@code com.acme.access}; with everything below it
     * @return these packages and the adapter's
     * @throws IllegalArgumentException when it is no name of a package with at least two parts, or overlaps one that was
     *     added before
     */
    public Layers withDrivenAdapter(String basePackage) {
        return with(basePackage, Role.DRIVEN_ADAPTER);
    }

    /**
     * Adds an adapter that calls the core, as the HTTP API does.
     *
     * @param basePackage such as {@code com.acme.messaging}; with everything below it
     * @return these packages and the adapter's
     * @throws IllegalArgumentException as for a driven adapter
     */
    public Layers withDrivingAdapter(String basePackage) {
        return with(basePackage, Role.DRIVING_ADAPTER);
    }

    /**
     * Adds what puts the parts together, reads the environment and may wait.
     *
     * @param basePackage such as {@code com.acme.gateway}; with everything below it
     * @return these packages and the application's
     * @throws IllegalArgumentException as for a driven adapter
     */
    public Layers withApp(String basePackage) {
        return with(basePackage, Role.APP);
    }

    /**
     * Every package that the rules speak of as a part of the architecture. A rule about a package that is not there passes in
     * silence: the gateway's own build holds that each of them has classes.
     *
     * @return names of packages, those of the gateway before those that were added
     */
    public List<String> packages() {
        return Stream.concat(
                        Arrays.stream(Layer.values()).map(Layer::root),
                        added.stream().map(Added::root))
                .toList();
    }

    List<Added> added() {
        return added;
    }

    /** Whether nothing was added, so that every layer has to have classes. */
    boolean areTheWholeGateway() {
        return added.isEmpty();
    }

    /** In one of these layers: in the package or below it. */
    DescribedPredicate<JavaClass> in(Layer... layers) {
        List<Layer> wanted = List.of(layers);
        List<Added> along = added.stream()
                .filter(addition -> wanted.stream().anyMatch(layer -> isIn(layer, addition.role())))
                .toList();
        return DescribedPredicate.describe(
                "are in " + names(wanted, along),
                type -> wanted.stream().anyMatch(layer -> layer.holds(type))
                        || along.stream().anyMatch(addition -> addition.holds(type)));
    }

    /** Of the gateway or added to it, but in none of these layers. Libraries and the JDK are neither in nor elsewhere. */
    DescribedPredicate<JavaClass> elsewhereThan(Layer... layers) {
        DescribedPredicate<JavaClass> there = in(layers);
        return in(GATEWAY)
                .and(DescribedPredicate.not(there))
                .as(there.getDescription().replaceFirst("^are in ", "are elsewhere than in "));
    }

    /** An adapter that the core calls: every one but the HTTP API and what else calls the core. */
    DescribedPredicate<JavaClass> inADrivenAdapter() {
        return in(ADAPTERS).and(DescribedPredicate.not(in(HTTP_ADAPTER))).as("are in a driven adapter");
    }

    /** In one of these layers, or added. */
    DescribedPredicate<JavaClass> areKnown(List<Layer> layers) {
        return in(layers.toArray(Layer[]::new)).or(areAdded());
    }

    /** Of this build, whose tests are at hand: what was added, or the whole gateway when nothing was. */
    DescribedPredicate<JavaClass> areBuiltHere() {
        return (added.isEmpty() ? in(GATEWAY) : areAdded()).as("are built here");
    }

    /** One slice for each adapter. */
    SliceAssignment eachAdapter() {
        return slices(
                "each adapter",
                type -> added.stream()
                        .filter(addition -> isIn(ADAPTERS, addition.role()) && addition.holds(type))
                        .findFirst()
                        .map(addition -> SliceIdentifier.of(addition.root()))
                        .orElseGet(() -> childOf(ADAPTERS, type)));
    }

    /** One slice for each package. */
    SliceAssignment eachPackage() {
        DescribedPredicate<JavaClass> ours = in(GATEWAY);
        return slices(
                "each package",
                type -> ours.test(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore());
    }

    private Layers with(String basePackage, Role role) {
        if (!PACKAGE.matcher(basePackage).matches()) {
            throw new IllegalArgumentException("not the name of a package: " + basePackage);
        }
        for (Added before : added) {
            if (basePackage.startsWith(before.root() + ".")
                    || before.root().startsWith(basePackage + ".")
                    || before.root().equals(basePackage)) {
                throw new IllegalArgumentException(basePackage + " and " + before.root() + " overlap");
            }
        }
        List<Added> all = new ArrayList<>(added);
        all.add(new Added(basePackage, role));
        return new Layers(all);
    }

    private DescribedPredicate<JavaClass> areAdded() {
        return DescribedPredicate.describe(
                "are added", type -> added.stream().anyMatch(addition -> addition.holds(type)));
    }

    private static boolean isIn(Layer layer, Role role) {
        return switch (layer) {
            case GATEWAY -> true;
            case ADAPTERS -> role != Role.APP;
            case HTTP_ADAPTER -> role == Role.DRIVING_ADAPTER;
            case APP -> role == Role.APP;
            default -> false;
        };
    }

    private static SliceIdentifier childOf(Layer layer, JavaClass type) {
        String prefix = layer.root() + ".";
        return type.getPackageName().startsWith(prefix)
                ? SliceIdentifier.of(prefix
                        + type.getPackageName().substring(prefix.length()).split("\\.", 2)[0])
                : SliceIdentifier.ignore();
    }

    private static String names(List<Layer> layers, List<Added> along) {
        return Stream.concat(
                        layers.stream().map(Layer::pattern), along.stream().map(addition -> addition.root() + ".."))
                .collect(Collectors.joining(", "));
    }

    private static SliceAssignment slices(String description, Function<JavaClass, SliceIdentifier> identifier) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return identifier.apply(type);
            }

            @Override
            public String getDescription() {
                return description;
            }
        };
    }
}
