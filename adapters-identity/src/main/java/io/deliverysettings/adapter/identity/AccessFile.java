package io.deliverysettings.adapter.identity;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.deliverysettings.adapter.identity.AccessRulesAdapter.UnusableRules;
import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file of access rules: strict YAML, all of whose faults are told at once. */
final class AccessFile {

    /** Some thousands of rules. */
    private static final int MAXIMUM_BYTES = 1024 * 1024;

    private static final int MOST_FAULTS = 20;

    private static final String RULES = "rules";

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path path;
    private final String origin;

    AccessFile(Path path) {
        this.path = path.toAbsolutePath();
        this.origin = "The access file " + this.path;
    }

    /** What is in it now. */
    byte[] content() throws UnusableRules {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UnusableRules(origin + " is not a file.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAXIMUM_BYTES + 1);
            if (content.length > MAXIMUM_BYTES) {
                throw new UnusableRules(origin + " is larger than " + MAXIMUM_BYTES + " bytes.");
            }
            return content;
        } catch (NoSuchFileException missing) {
            throw new UnusableRules(origin + " does not exist.", missing);
        } catch (AccessDeniedException denied) {
            throw new UnusableRules(origin + " cannot be read: permission denied.", denied);
        } catch (IOException unreadable) {
            throw new UnusableRules(origin + " cannot be read.", unreadable);
        }
    }

    /** What a content of it says. */
    AccessRules rules(byte[] content) throws UnusableRules {
        List<String> faults = new ArrayList<>();
        List<AccessRule> rules = new ArrayList<>();
        int number = 0;
        for (JsonNode element : elements(content)) {
            number++;
            AccessRuleReader reader = new AccessRuleReader(element, "rule " + number);
            reader.read().ifPresent(rules::add);
            faults.addAll(reader.faults());
        }
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        return new AccessRules(rules);
    }

    private JsonNode elements(byte[] content) throws UnusableRules {
        try {
            refuseAliases(content);
            JsonNode document = YAML.readTree(content);
            if (document instanceof ObjectNode object
                    && object.size() == 1
                    && object.get(RULES) instanceof ArrayNode list
                    && !list.isEmpty()) {
                return list;
            }
            throw new UnusableRules(origin + " must hold rules: and a list of at least one of them, and nothing else.");
        } catch (JsonProcessingException malformed) {
            throw new UnusableRules(origin + " is not valid YAML" + place(malformed.getLocation())
                    + ". No member may be there twice, and an asterisk has to be in quotes.");
        } catch (IOException unreadable) {
            throw new UnusableRules(origin + " is not valid YAML.", unreadable);
        }
    }

    /** The reader would take an alias for a text of that name. */
    private void refuseAliases(byte[] content) throws IOException, UnusableRules {
        try (YAMLParser parser = YAML.getFactory().createParser(content)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.isCurrentAlias()) {
                    throw new UnusableRules(
                            origin + " has an alias" + place(parser.currentTokenLocation())
                                    + ": aliases are not accepted, and an asterisk that is to stand for itself has to be in quotes.");
                }
            }
        }
    }

    private UnusableRules refused(List<String> faults) {
        StringBuilder message = new StringBuilder(origin + " cannot be used:");
        faults.stream()
                .limit(MOST_FAULTS)
                .forEach(fault -> message.append("\n- ").append(fault));
        if (faults.size() > MOST_FAULTS) {
            message.append("\n- and ").append(faults.size() - MOST_FAULTS).append(" more");
        }
        return new UnusableRules(message.toString());
    }

    private static String place(JsonLocation at) {
        return Optional.ofNullable(at)
                .map(known -> ", at or after line " + known.getLineNr() + ", column " + known.getColumnNr())
                .orElse("");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
