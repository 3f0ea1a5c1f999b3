/** Seals secrets with Google Tink. */
@NullMarked
package io.deliverysettings.adapter.sealing;

import org.jspecify.annotations.NullMarked;
