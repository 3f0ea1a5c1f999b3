package com.acme.access;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.deliverysettings.architecture.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The adapter keeps every rule of the gateway's architecture. */
class ArchitectureRulesTest {

    @TestFactory
    Stream<DynamicTest> theAdapterKeepsTheRule() {
        return ArchitectureRules.forDrivenAdapter("com.acme.access").stream()
                .map(rule -> dynamicTest(rule.name(), rule::check));
    }
}
