/** Secrets that do not show themselves. */
package io.deliverysettings.domain.secret;
