/** What was done to an environment's settings, by whom, and what came of it. */
package io.deliverysettings.domain.history;
