/** Follows requests with spans of OpenTelemetry, and sends these to a collector. */
@NullMarked
package io.deliverysettings.adapter.tracing;

import org.jspecify.annotations.NullMarked;
