/** On whose behalf something is done, and how it is traced. */
package io.deliverysettings.domain.caller;
