/** The runnable gateway: configuration, wiring and command line. */
@NullMarked
package io.deliverysettings.app;

import org.jspecify.annotations.NullMarked;
