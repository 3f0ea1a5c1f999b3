/** JMH benchmarks of the domain's rules. */
package io.deliverysettings.benchmark.selection;
