/**
 * The architecture as rules that are run.
 *
 * <p>A build that adds an adapter gets them from {@code ArchitectureRules}. To add a rule: a field of type {@code LayeredRule} in one
 * of the classes called {@code …Rules}, with a {@code because} that says why and, after a semicolon, what to do; and at least one bad
 * sample in {@code src/test/resources/architecture/NAME_OF_THE_FIELD} of {@code gateway-app}, which has everything on its class path.
 * Packages are named in {@code Layer} and {@code Technology} only, and types in {@code Type}, where tests hold that they exist.
 *
 * <p>What the rules cannot see, since it is not in class files or ArchUnit does not read it: constants of another class that the
 * compiler copied, class names in strings, lambdas that implement a port, and annotations on types, such as JSpecify's
 * {@code @Nullable}. The modules' Maven dependencies and {@code module-info} are the first net, and these rules the second.
 */
@NullMarked
package io.deliverysettings.architecture;

import org.jspecify.annotations.NullMarked;
