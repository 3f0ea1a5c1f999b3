/** Keeps the audit log in a file. */
@NullMarked
package io.deliverysettings.adapter.audit;

import org.jspecify.annotations.NullMarked;
