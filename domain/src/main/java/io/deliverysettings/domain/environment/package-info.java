/** PingOne's environments: each holds one WhatsApp delivery setting. */
package io.deliverysettings.domain.environment;
