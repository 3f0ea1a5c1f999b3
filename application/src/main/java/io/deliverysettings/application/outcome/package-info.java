/** What came of a change: the outcomes that the use cases which write have in common. */
package io.deliverysettings.application.outcome;
