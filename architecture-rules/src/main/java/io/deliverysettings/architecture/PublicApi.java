package io.deliverysettings.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others can use of a library, as text: each type that they can see, with its supertypes, its record components, constants
 * and permitted subtypes, and below it each member that they can see. A library that keeps the text under version control
 * notices what it adds by accident and what it takes away.
 *
 * <p>Of records the components stand for the constructor and the accessors that follow from them, and of enums the constants for
 * {@code values} and {@code valueOf}. {@code equals}, {@code hashCode} and {@code toString} are left out. What a type inherits from
 * one that others cannot see is listed as its own.
 */
public final class PublicApi {

    private static final String MODULE = "module-info.class";
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|@?interface|enum|record) ([\\w.$]+)");
    private static final String SUFFIX = ".class";

    private PublicApi() {}

    /**
     * The API of the jar or directory that a class comes from. With a {@code module-info} beside it only what that exports to
     * everybody counts.
     *
     * @param oneOfItsClasses any class of the library; the others are loaded by its class loader and not initialised
     * @return in the order of the types' names, members in the order of their texts; ends with a line feed
     * @throws IllegalArgumentException when the class comes from neither a jar nor a directory, as those of the JDK
     */
    public static String of(Class<?> oneOfItsClasses) {
        URI location = location(oneOfItsClasses);
        try {
            if (location.getPath().endsWith("/")) {
                return of(Path.of(location), oneOfItsClasses.getClassLoader());
            }
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(location), Map.of())) {
                return of(jar.getPath("/"), oneOfItsClasses.getClassLoader());
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /**
     * What is different between two texts.
     *
     * @param before as {@link #of} gave it once
     * @param now as it gives it today
     * @return a line for each difference: {@code -} and what is gone, or {@code +} and what is new; a member after the name of its
     *     type. Empty when nothing is.
     */
    public static List<String> differences(String before, String now) {
        Set<String> gone = members(before);
        Set<String> added = members(now);
        gone.removeAll(members(now));
        added.removeAll(members(before));
        return Stream.concat(
                        gone.stream().map(line -> "- " + line), added.stream().map(line -> "+ " + line))
                .toList();
    }

    /** Each line, with the type that it is about. */
    private static Set<String> members(String text) {
        Set<String> members = new LinkedHashSet<>();
        String type = "";
        for (String line : text.lines().filter(some -> !some.isBlank()).toList()) {
            if (line.startsWith(" ")) {
                members.add(type + ": " + line.strip());
            } else {
                Matcher named = TYPE.matcher(line);
                type = named.find() ? named.group(1) : line;
                members.add(line);
            }
        }
        return members;
    }

    private static String of(Path root, ClassLoader loader) throws IOException {
        Predicate<Class<?>> isExported = isExported(root.resolve(MODULE));
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name ->
                            name.endsWith(SUFFIX) && !name.endsWith("-info.class") && !name.startsWith("META-INF"))
                    .map(name ->
                            name.substring(0, name.length() - SUFFIX.length()).replaceAll("[/\\\\]", "."))
                    .sorted()
                    .<Class<?>>map(name -> load(name, loader))
                    .filter(isExported)
                    .filter(PublicApi::isVisible)
                    .map(type -> String.join("\n", ApiText.of(type)) + "\n")
                    .collect(Collectors.joining("\n"));
        }
    }

    private static Predicate<Class<?>> isExported(Path moduleInfo) throws IOException {
        if (!Files.exists(moduleInfo)) {
            return type -> true;
        }
        try (InputStream bytes = Files.newInputStream(moduleInfo)) {
            List<String> exported = ModuleDescriptor.read(bytes).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .toList();
            return type -> exported.contains(type.getPackageName());
        }
    }

    /** Whether others can see it, as can be seen everything that it is nested in. */
    static boolean isVisible(Class<?> type) {
        Class<?> outer = type;
        while (outer != null) {
            if (!isVisible(outer.getModifiers()) || outer.isAnonymousClass() || outer.isLocalClass()) {
                return false;
            }
            outer = outer.getEnclosingClass();
        }
        return true;
    }

    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static URI location(Class<?> type) {
        try {
            return Objects.requireNonNull(
                            type.getProtectionDomain().getCodeSource(), "the class comes from no jar or directory")
                    .getLocation()
                    .toURI();
        } catch (NullPointerException | URISyntaxException cause) {
            throw new IllegalArgumentException(type + " comes from no jar and no directory", cause);
        }
    }
}
