package io.deliverysettings.app;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deliverysettings.adapter.pingone.WorkersOptions.ClientAuthentication;
import io.deliverysettings.adapter.pingone.WorkersOptions.Scope;
import io.deliverysettings.adapter.pingone.WorkersOptions.Worker;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file of {@code --pingone-workers}. It names the files of the secrets and holds none, so that it can be shown and kept with
 * other settings. Messages name what is wrong and where, and quote nothing but what are names.
 */
final class WorkersFile {

    private static final String WORKERS = "workers";
    private static final String ENVIRONMENTS = "environments";
    private static final String ALL_OTHERS = "all-others";
    private static final String APPLICATION_ENVIRONMENT = "applicationEnvironment";
    private static final String CLIENT_ID = "clientId";
    private static final String AUTHENTICATION = "authentication";
    private static final String CLIENT_SECRET_FILE = "clientSecretFile";
    private static final String PRIVATE_KEY_FILE = "privateKeyFile";
    private static final String KEY_ID = "keyId";
    private static final String AUDIENCE = "audience";

    private static final Set<String> COMMON = Set.of(ENVIRONMENTS, APPLICATION_ENVIRONMENT, CLIENT_ID, AUTHENTICATION);

    /** Which members each way to authenticate has beside the common ones. */
    private static final Map<String, Set<String>> MEMBERS_BY_METHOD = Map.of(
            "client_secret_basic", Set.of(CLIENT_SECRET_FILE),
            "client_secret_post", Set.of(CLIENT_SECRET_FILE),
            "client_secret_jwt", Set.of(CLIENT_SECRET_FILE, AUDIENCE),
            "private_key_jwt", Set.of(PRIVATE_KEY_FILE, KEY_ID, AUDIENCE));

    private final Path file;

    private WorkersFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the workers with their secrets.
     *
     * @param file the YAML file; paths in it are relative to its directory
     * @throws IllegalArgumentException when it or one of the files it names cannot be used
     */
    static List<Worker> read(Path file) {
        return new WorkersFile(file).workers();
    }

    private List<Worker> workers() {
        JsonNode document = document();
        if (!(document instanceof ObjectNode object)
                || object.size() != 1
                || !(object.get(WORKERS) instanceof ArrayNode list)
                || list.isEmpty()) {
            throw new IllegalArgumentException(file + " must hold workers: and a list of them, and nothing else");
        }
        List<Worker> workers = new ArrayList<>();
        for (JsonNode element : list) {
            workers.add(new Entry(element, "worker " + (workers.size() + 1) + " in " + file).worker());
        }
        return workers;
    }

    private JsonNode document() {
        YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build());
        try {
            return yaml.readTree(OperatorFile.read(file));
        } catch (JsonProcessingException malformed) {
            // Not its message, which quotes what it could not read: somebody may have put a secret there.
            JsonLocation at = malformed.getLocation();
            throw new IllegalArgumentException(file + " is not valid YAML"
                    + (at == null ? "" : ", at or after line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file + " cannot be read");
        }
    }

    /** One worker, and how messages call it. */
    private final class Entry {

        private final ObjectNode node;
        private final String name;

        Entry(JsonNode node, String name) {
            if (!(node instanceof ObjectNode object)) {
                throw new IllegalArgumentException(name + " must have members, such as clientId:");
            }
            this.node = object;
            this.name = name;
        }

        Worker worker() {
            refuseSecrets();
            String method = text(AUTHENTICATION);
            Set<String> ofMethod = MEMBERS_BY_METHOD.get(method);
            if (ofMethod == null) {
                throw refused(AUTHENTICATION + " must be one of " + new TreeSet<>(MEMBERS_BY_METHOD.keySet()));
            }
            Set<String> known = new TreeSet<>(COMMON);
            known.addAll(ofMethod);
            node.fieldNames().forEachRemaining(member -> {
                if (!known.contains(member)) {
                    throw refused("'" + member + "' is no member of a worker with " + method + "; there are "
                            + String.join(", ", known));
                }
            });
            Scope scope = scope();
            EnvironmentId home = environment(APPLICATION_ENVIRONMENT, text(APPLICATION_ENVIRONMENT));
            try {
                return new Worker(scope, home, text(CLIENT_ID), authentication(method));
            } catch (IllegalArgumentException refusal) {
                String message = String.valueOf(refusal.getMessage());
                throw message.startsWith(name) ? refusal : refused(message);
            }
        }

        /** First of all, and by its own message: whoever wrote one there has to know that it is not the place. */
        private void refuseSecrets() {
            for (String member : List.of("clientSecret", "privateKey")) {
                if (node.has(member)) {
                    throw refused(member
                            + " must not stand in this file: put it into a file of its own, which nobody else may"
                            + " read, and name that with " + member + "File");
                }
            }
        }

        private Scope scope() {
            JsonNode environments = node.get(ENVIRONMENTS);
            if (environments != null
                    && environments.isTextual()
                    && environments.asText().equals(ALL_OTHERS)) {
                return new Scope.AllOthers();
            }
            if (!(environments instanceof ArrayNode list) || list.isEmpty()) {
                throw refused(ENVIRONMENTS + " must be a list of environment ids, or " + ALL_OTHERS);
            }
            Set<EnvironmentId> ids = new HashSet<>();
            for (JsonNode id : list) {
                ids.add(environment(ENVIRONMENTS, id.asText()));
            }
            return new Scope.Environments(ids);
        }

        private ClientAuthentication authentication(String method) {
            return switch (method) {
                case "client_secret_basic" -> new ClientAuthentication.ClientSecretBasic(clientSecret());
                case "client_secret_post" -> new ClientAuthentication.ClientSecretPost(clientSecret());
                case "client_secret_jwt" -> new ClientAuthentication.ClientSecretJwt(clientSecret(), audience());
                default ->
                    new ClientAuthentication.PrivateKeyJwt(
                            PrivateKeyFile.read(path(PRIVATE_KEY_FILE)), text(KEY_ID), audience());
            };
        }

        /** Without the line end that editors leave behind it. */
        private Secret clientSecret() {
            Path secretFile = path(CLIENT_SECRET_FILE);
            byte[] content = OperatorFile.readPrivate(secretFile);
            try {
                String text = new String(content, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
                return Secret.parse(text, secretFile.toString()).fold(secret -> secret, violations -> {
                    throw refused(violations.get(0).message());
                });
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        }

        private Optional<String> audience() {
            return node.has(AUDIENCE) ? Optional.of(text(AUDIENCE)) : Optional.empty();
        }

        private Path path(String member) {
            return file.resolveSibling(text(member));
        }

        private EnvironmentId environment(String member, String id) {
            return EnvironmentId.parse(id, member)
                    .toOptional()
                    .orElseThrow(
                            () -> refused(member + " must be a UUID, such as abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6"));
        }

        private String text(String member) {
            JsonNode value = node.get(member);
            if (value == null
                    || !value.isValueNode()
                    || value.isNull()
                    || value.asText().isBlank()) {
                throw refused(member + " must be given");
            }
            return value.asText();
        }

        private IllegalArgumentException refused(String why) {
            return new IllegalArgumentException(name + ": " + why);
        }
    }
}
