/** Verifies callers' access tokens, and reads who may do what. */
@NullMarked
package io.deliverysettings.adapter.identity;

import org.jspecify.annotations.NullMarked;
