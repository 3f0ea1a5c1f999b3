/** The south side: PingOne over HTTPS. */
@NullMarked
package io.deliverysettings.adapter.pingone;

import org.jspecify.annotations.NullMarked;
