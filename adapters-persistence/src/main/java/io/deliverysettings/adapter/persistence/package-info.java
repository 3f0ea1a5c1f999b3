/** The store: embedded, or PostgreSQL for several instances. */
@NullMarked
package io.deliverysettings.adapter.persistence;

import org.jspecify.annotations.NullMarked;
