/** Who may do what in which environments. */
package io.deliverysettings.domain.access;
