/**
 * The gateway's own code against the rules of {@code architecture-rules}, and the proof that each of those bites: at least one bad
 * sample for each in {@code src/test/resources/architecture/NAME_OF_THE_RULE}. That is here and not with the rules, since here is
 * everything that the rules speak of.
 */
@NullMarked
package io.deliverysettings.app.architecture;

import org.jspecify.annotations.NullMarked;
