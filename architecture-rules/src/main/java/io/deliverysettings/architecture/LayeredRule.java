package io.deliverysettings.architecture;

import com.tngtech.archunit.lang.ArchRule;

/** A rule that can be asked about the layers of any build. */
@FunctionalInterface
interface LayeredRule {

    /** The rule about these layers. */
    ArchRule of(Layers layers);
}
