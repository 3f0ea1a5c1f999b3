package io.deliverysettings.architecture;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One type of a {@link PublicApi}: a line for itself and, indented, one for each member. */
final class ApiText {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
    private static final int NOT_PART_OF_THE_API =
            Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT | Modifier.TRANSIENT | Modifier.VOLATILE;

    private ApiText() {}

    static List<String> of(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(header(type));
        Set<String> members = new TreeSet<>();
        for (Class<?> declaring : withHiddenSupertypes(type)) {
            Stream.of(declaring.getDeclaredFields())
                    .filter(field -> PublicApi.isVisible(field.getModifiers())
                            && !field.isSynthetic()
                            && !field.isEnumConstant())
                    .map(ApiText::field)
                    .forEach(members::add);
            Stream.of(declaring.getDeclaredMethods())
                    .filter(method ->
                            PublicApi.isVisible(method.getModifiers()) && !method.isSynthetic() && !isImplied(method))
                    .map(ApiText::method)
                    .forEach(members::add);
        }
        if (!type.isEnum()) {
            Stream.of(type.getDeclaredConstructors())
                    .filter(constructor -> PublicApi.isVisible(constructor.getModifiers())
                            && !constructor.isSynthetic()
                            && !isCanonical(constructor))
                    .map(ApiText::constructor)
                    .forEach(members::add);
        }
        members.forEach(member -> lines.add("    " + member));
        return lines;
    }

    private static String header(Class<?> type) {
        StringBuilder text = new StringBuilder(annotations(type));
        int modifiers = type.getModifiers() & ~NOT_PART_OF_THE_API & ~Modifier.INTERFACE;
        if (type.isInterface() || type.isEnum() || type.isRecord()) {
            modifiers &= ~(Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL);
        }
        text.append(modifiers(modifiers));
        if (type.isSealed()) {
            text.append("sealed ");
        }
        text.append(
                type.isAnnotation()
                        ? "@interface "
                        : type.isInterface()
                                ? "interface "
                                : type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ");
        text.append(type.getName()).append(typeParameters(type.getTypeParameters()));
        if (type.isRecord()) {
            text.append(Stream.of(type.getRecordComponents())
                    .map(ApiText::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type superclass = type.getGenericSuperclass();
        if (superclass != null && superclass != Object.class && !type.isEnum() && !type.isRecord()) {
            text.append(" extends ").append(name(superclass));
        }
        text.append(list(type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces()));
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted != null) {
            text.append(list(
                    " permits ",
                    Stream.of(permitted)
                            .sorted((a, b) -> a.getName().compareTo(b.getName()))
                            .toArray(Type[]::new)));
        }
        if (type.isEnum()) {
            text.append(Stream.of(type.getDeclaredFields())
                    .filter(Field::isEnumConstant)
                    .map(constant -> annotations(constant) + constant.getName())
                    .collect(Collectors.joining(", ", " { ", " }")));
        }
        return text.toString();
    }

    private static String field(Field field) {
        return annotations(field) + modifiers(field.getModifiers() & ~NOT_PART_OF_THE_API)
                + name(field.getGenericType()) + " " + field.getName();
    }

    private static String method(Method method) {
        int modifiers = method.getModifiers() & Modifier.methodModifiers() & ~NOT_PART_OF_THE_API;
        return annotations(method)
                + modifiers(modifiers)
                + (method.isDefault() ? "default " : "")
                + typeParameters(method.getTypeParameters())
                + (method.getTypeParameters().length == 0 ? "" : " ")
                + name(method.getGenericReturnType())
                + " "
                + method.getName()
                + parameters(method)
                + list(" throws ", method.getGenericExceptionTypes());
    }

    private static String constructor(Constructor<?> constructor) {
        return annotations(constructor)
                + modifiers(constructor.getModifiers() & Modifier.constructorModifiers())
                + typeParameters(constructor.getTypeParameters())
                + "new"
                + parameters(constructor)
                + list(" throws ", constructor.getGenericExceptionTypes());
    }

    private static String component(RecordComponent component) {
        return name(component.getGenericType()) + " " + component.getName();
    }

    private static String parameters(Executable executable) {
        return Stream.of(executable.getGenericParameterTypes())
                .map(ApiText::name)
                .collect(Collectors.joining(", ", "(", executable.isVarArgs() ? "...)" : ")"));
    }

    private static String typeParameters(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Stream.of(variables).map(ApiText::typeParameter).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String typeParameter(TypeVariable<?> variable) {
        List<Type> bounds = Stream.of(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .toList();
        return variable.getName()
                + (bounds.isEmpty()
                        ? ""
                        : " extends " + bounds.stream().map(ApiText::name).collect(Collectors.joining(" & ")));
    }

    private static String annotations(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .filter(name -> name.equals("java.lang.Deprecated") || name.equals("java.lang.FunctionalInterface"))
                .map(name -> "@" + name.substring("java.lang.".length()) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String list(String before, Type[] types) {
        return types.length == 0
                ? ""
                : Stream.of(types).map(ApiText::name).collect(Collectors.joining(", ", before, ""));
    }

    /** What everybody imports without saying so is written without its package. */
    private static String name(Type type) {
        return type.getTypeName().replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
    }

    /** The type itself, and what it is that others cannot see and whose members they see as the type's. */
    private static Set<Class<?>> withHiddenSupertypes(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(type, found);
        return found;
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        found.add(type);
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                .filter(above -> !PublicApi.isVisible(above))
                .forEach(above -> collect(above, found));
    }

    private static boolean isImplied(Method method) {
        Class<?> type = method.getDeclaringClass();
        boolean isOfAnyObject = OF_EVERY_OBJECT.contains(method.getName())
                && method.getParameterCount() == (method.getName().equals("equals") ? 1 : 0);
        boolean isAccessor = type.isRecord()
                && Stream.of(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().equals(method));
        boolean isValues = method.getName().equals("values") && method.getParameterCount() == 0;
        boolean isValueOf = method.getName().equals("valueOf")
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
        boolean isOfAnyEnum = type.isEnum() && Modifier.isStatic(method.getModifiers()) && (isValues || isValueOf);
        return isOfAnyObject || isAccessor || isOfAnyEnum;
    }

    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Stream.of(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new));
    }
}
