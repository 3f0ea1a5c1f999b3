/** What PingOne, the platform that holds the settings, says when it does not do what it was asked. */
package io.deliverysettings.domain.platform;
