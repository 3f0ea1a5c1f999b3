/** What is wrong with untrusted input, where, and what would be accepted. */
package io.deliverysettings.domain.validation;
