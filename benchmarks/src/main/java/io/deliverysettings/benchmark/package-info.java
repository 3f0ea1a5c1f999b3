/**
 * Measures the packaged gateway next to its peers on the machine at hand, and holds what it finds to targets.
 *
 * <p>Nothing of the gateway's modules is used: everything that is measured is a process of its own.
 */
@NullMarked
package io.deliverysettings.benchmark;

import org.jspecify.annotations.NullMarked;
