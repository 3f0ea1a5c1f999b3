/** Faults of the surroundings: what is neither an expected outcome nor a bug. */
package io.deliverysettings.application.fault;
