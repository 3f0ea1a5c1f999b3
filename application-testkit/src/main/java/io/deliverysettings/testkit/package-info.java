/** One contract for each out-port, in-memory adapters and fixtures, for the tests of everything around the core. */
package io.deliverysettings.testkit;
