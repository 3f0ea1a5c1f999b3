package io.deliverysettings.app;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where a setting comes from when no flag gives it: the environment, then the file. A setting has one name in three spellings:
 * {@code --sandbox-port}, {@code GATEWAY_SANDBOX_PORT} and {@code sandbox-port: 8090}. Those of proxies have the names that every
 * program knows, besides: {@code HTTPS_PROXY} and {@code NO_PROXY}.
 */
final class SettingSources implements IDefaultValueProvider {

    private static final String PREFIX = "GATEWAY_";

    /** Variables that settings share with other programs. They count last, and the upper case before the lower. */
    private static final Map<String, List<String>> SHARED_VARIABLES = Map.of(
            "https-proxy", List.of("HTTPS_PROXY", "https_proxy"),
            "no-proxy", List.of("NO_PROXY", "no_proxy"));

    /** Read by the start script. */
    private static final Set<String> NOT_A_SETTING = Set.of("GATEWAY_JAVA_OPTS");

    /** The file cannot be used; the message says why and is for the operator. */
    static final class UnusableFile extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableFile(String message) {
            super(message);
        }
    }

    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final String fileName;

    private SettingSources(Map<String, String> environment, Map<String, String> file, String fileName) {
        this.environment = environment;
        this.file = file;
        this.fileName = fileName;
    }

    static SettingSources of(Map<String, String> environment) {
        return new SettingSources(environment, Map.of(), "");
    }

    /** The same, with a YAML file of settings by name. */
    SettingSources with(Path yaml, Set<String> known) throws UnusableFile {
        return new SettingSources(environment, read(yaml, known), yaml.toString());
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = nameOf(option);
        String fromEnvironment = environment.get(variable(name));
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        return file.containsKey(name)
                ? file.get(name)
                : sharedVariable(name).map(environment::get).orElse(null);
    }

    /** Which source gave a setting that no flag gave, for messages. */
    String describeSource(OptionSpec option) {
        return source(option).orElse(option.longestName());
    }

    /** The variable, or the place in the file, that gives a setting where no flag does; empty when its default counts. */
    Optional<String> source(OptionSpec option) {
        String name = nameOf(option);
        if (environment.containsKey(variable(name))) {
            return Optional.of(variable(name));
        }
        return file.containsKey(name) ? Optional.of(name + " in " + fileName) : sharedVariable(name);
    }

    /** One that is empty is as good as none: that is how other programs are told so. */
    private Optional<String> sharedVariable(String name) {
        return SHARED_VARIABLES.getOrDefault(name, List.of()).stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst();
    }

    /** Variables that look like settings and are none. */
    List<String> unknownVariables(Set<String> known) {
        return environment.keySet().stream()
                .filter(variable -> variable.startsWith(PREFIX) && !NOT_A_SETTING.contains(variable))
                .filter(variable ->
                        known.stream().noneMatch(name -> variable(name).equals(variable)))
                .sorted()
                .toList();
    }

    static String nameOf(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }

    static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Map<String, String> read(Path yaml, Set<String> known) throws UnusableFile {
        JsonNode document;
        try {
            document = new YAMLMapper().readTree(Files.readAllBytes(yaml));
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            throw new UnusableFile(yaml + " is not valid YAML"
                    + (at == null ? "" : ", at or after line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException unreadable) {
            throw new UnusableFile(yaml + " cannot be read");
        }
        if (document.isMissingNode() || document.isNull()) {
            return Map.of();
        }
        if (!document.isObject()) {
            throw new UnusableFile(yaml + " must hold settings by name, such as port: 8080");
        }
        Map<String, String> settings = new HashMap<>();
        for (Map.Entry<String, JsonNode> setting : document.properties()) {
            if (!known.contains(setting.getKey())) {
                throw new UnusableFile("'" + setting.getKey() + "' in " + yaml + " is not a setting; there are "
                        + String.join(", ", new TreeSet<>(known)));
            }
            settings.put(setting.getKey(), text(setting.getKey(), setting.getValue(), yaml));
        }
        return settings;
    }

    private static String text(String name, JsonNode value, Path yaml) throws UnusableFile {
        if (value instanceof ArrayNode list) {
            List<String> texts = new ArrayList<>();
            for (JsonNode element : list) {
                texts.add(text(name, element, yaml));
            }
            return String.join(",", texts);
        }
        if (!value.isValueNode() || value.isNull()) {
            throw new UnusableFile("'" + name + "' in " + yaml + " must be a single value or a list of them");
        }
        return value.asText();
    }
}
