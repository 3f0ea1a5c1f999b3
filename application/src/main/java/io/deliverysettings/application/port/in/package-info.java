/** What the gateway can be asked to do: one use case an interface. */
package io.deliverysettings.application.port.in;
