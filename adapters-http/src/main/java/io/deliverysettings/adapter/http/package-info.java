/** The north side: PingOne's API as the gateway's callers see it. */
@NullMarked
package io.deliverysettings.adapter.http;

import org.jspecify.annotations.NullMarked;
