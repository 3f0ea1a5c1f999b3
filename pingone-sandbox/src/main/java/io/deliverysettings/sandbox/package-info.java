/** A look-alike of PingOne's WhatsApp delivery settings over real HTTP, with documented test values. */
@NullMarked
package io.deliverysettings.sandbox;

import org.jspecify.annotations.NullMarked;
