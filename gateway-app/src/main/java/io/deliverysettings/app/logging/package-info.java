/** The log: how an event becomes a line, and what never stands in one. Knows nothing of the gateway. */
@NullMarked
package io.deliverysettings.app.logging;

import org.jspecify.annotations.NullMarked;
