/** How the parts are that the gateway depends on. */
package io.deliverysettings.application.health;
