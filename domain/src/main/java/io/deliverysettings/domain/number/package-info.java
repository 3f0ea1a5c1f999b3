/**
 * The phone numbers of a WhatsApp account, and the rules by which one of them may be selected to send from.
 *
 * <p>Start at {@link io.deliverysettings.domain.number.NumberSelection}.
 */
package io.deliverysettings.domain.number;
