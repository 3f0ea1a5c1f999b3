package io.deliverysettings.adapter.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One rule of the access file, and everything that is wrong with it. */
final class AccessRuleReader {

    private static final String CLIENT = "client";
    private static final String CLAIM = "claim";
    private static final String EVERYBODY = "everybody";
    private static final String ENVIRONMENTS = "environments";
    private static final String PERMISSIONS = "permissions";
    private static final String NAME = "name";
    private static final String VALUE = "value";
    private static final String EVERY = "*";

    private static final Set<String> HOLDERS = Set.of(CLIENT, CLAIM, EVERYBODY);
    private static final Set<String> MEMBERS =
            new TreeSet<>(Set.of(CLIENT, CLAIM, EVERYBODY, ENVIRONMENTS, PERMISSIONS));
    private static final String ALL_PERMISSIONS =
            Arrays.stream(Permission.values()).map(Permission::text).collect(Collectors.joining(", "));

    private static final int LONGEST_QUOTE = 60;

    private final JsonNode node;
    private final String place;
    private final List<String> faults = new ArrayList<>();

    /**
     * A rule that is not read yet.
     *
     * @param place how messages call it
     */
    AccessRuleReader(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /** The rule; empty when it has faults. */
    Optional<AccessRule> read() {
        if (!(node instanceof ObjectNode rule)) {
            fault("it must have members: one of client, claim and everybody, with environments and permissions");
            return Optional.empty();
        }
        refuseOthers(rule, MEMBERS, "a rule");
        Optional<Holder> holder = holder(rule);
        Optional<EnvironmentScope> environments = environments(rule.path(ENVIRONMENTS));
        Set<Permission> permissions = permissions(rule.path(PERMISSIONS));
        if (!faults.isEmpty() || holder.isEmpty() || environments.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AccessRule(holder.get(), new Grant(environments.get(), permissions)));
    }

    /** Each with its place; empty when there are none. */
    List<String> faults() {
        return faults;
    }

    private Optional<Holder> holder(ObjectNode rule) {
        List<String> given = HOLDERS.stream().filter(rule::has).sorted().toList();
        if (given.size() != 1) {
            fault("it must have exactly one of client, claim and everybody, and has "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)));
            return Optional.empty();
        }
        return switch (given.get(0)) {
            case CLIENT -> client(rule.path(CLIENT));
            case CLAIM -> claim(rule.path(CLAIM));
            default -> everybody(rule.path(EVERYBODY));
        };
    }

    private Optional<Holder> client(JsonNode id) {
        Optional<ClientId> client = text(id).flatMap(ClientId::ifSane);
        if (client.isEmpty()) {
            fault("client must be the application's id, 1 to 100 letters, digits and . _ - : @"
                    + (id.isNumber() ? "; one of digits alone has to be in quotes" : ""));
        }
        return client.map(Holder.Client::new);
    }

    private Optional<Holder> claim(JsonNode claim) {
        if (!(claim instanceof ObjectNode object)) {
            fault("claim must have a name and a value");
            return Optional.empty();
        }
        refuseOthers(object, Set.of(NAME, VALUE), CLAIM);
        Optional<String> name = comparable(object, NAME, TokenStatements.LONGEST_CLAIM_NAME);
        Optional<String> value = comparable(object, VALUE, TokenStatements.LONGEST_CLAIM_VALUE);
        return name.flatMap(known -> value.map(wanted -> new Holder.Claim(known, wanted)));
    }

    private Optional<String> comparable(ObjectNode claim, String member, int longest) {
        Optional<String> text = text(claim.path(member)).filter(given -> !given.isEmpty() && given.length() <= longest);
        if (text.isEmpty()) {
            fault("the " + member + " of a claim must be text of 1 to " + longest
                    + " characters; a number, true or false has to be in quotes");
        }
        return text;
    }

    private Optional<Holder> everybody(JsonNode flag) {
        if (!flag.isBoolean() || !flag.booleanValue()) {
            fault("everybody must be true");
            return Optional.empty();
        }
        return Optional.of(new Holder.Everybody());
    }

    private Optional<EnvironmentScope> environments(JsonNode given) {
        if (text(given).filter(EVERY::equals).isPresent()) {
            return Optional.of(new EnvironmentScope.Every());
        }
        if (!(given instanceof ArrayNode list) || list.isEmpty()) {
            fault("environments must be a list of at least one environment id, or \"*\" for all");
            return Optional.empty();
        }
        Set<EnvironmentId> ids = new HashSet<>();
        for (JsonNode element : list) {
            text(element)
                    .flatMap(id -> EnvironmentId.parse(id, ENVIRONMENTS).toOptional())
                    .ifPresentOrElse(
                            ids::add,
                            () -> fault(
                                    quoted(element) + " in environments is no environment id, which is a UUID such as"
                                            + " abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6; \"*\" stands alone, without a list"));
        }
        return Optional.of(new EnvironmentScope.Listed(ids));
    }

    private Set<Permission> permissions(JsonNode given) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        if (!(given instanceof ArrayNode list) || list.isEmpty()) {
            fault("permissions must be a list of at least one of " + ALL_PERMISSIONS);
            return permissions;
        }
        for (JsonNode element : list) {
            text(element)
                    .flatMap(Permission::of)
                    .ifPresentOrElse(
                            permissions::add,
                            () -> fault(quoted(element) + " is no permission; there are " + ALL_PERMISSIONS));
        }
        return permissions;
    }

    private void refuseOthers(ObjectNode object, Set<String> known, String of) {
        object.fieldNames().forEachRemaining(member -> {
            if (!known.contains(member)) {
                fault(quoted(member) + " is no member of " + of + "; there are "
                        + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private void fault(String what) {
        faults.add(place + ": " + what);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static String quoted(JsonNode node) {
        return node.isValueNode() ? quoted(node.asText()) : "a list or an object";
    }

    /** Fit for a line of the log. */
    private static String quoted(String text) {
        String line = text.codePoints()
                .limit(LONGEST_QUOTE)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return "'" + line + (text.length() > line.length() ? "…" : "") + "'";
    }
}
