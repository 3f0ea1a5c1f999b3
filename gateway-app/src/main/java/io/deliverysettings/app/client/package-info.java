/** {@code whatsapp}: the settings of a gateway that runs somewhere, looked at and changed over HTTP as any other client would. */
@NullMarked
package io.deliverysettings.app.client;

import org.jspecify.annotations.NullMarked;
