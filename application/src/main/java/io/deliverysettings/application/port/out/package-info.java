/** What the use cases need of the outside: one conversation an interface. */
package io.deliverysettings.application.port.out;
