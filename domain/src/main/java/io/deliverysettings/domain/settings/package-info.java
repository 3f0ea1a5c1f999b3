/** An environment's WhatsApp delivery settings: as wanted, and as PingOne holds them. */
package io.deliverysettings.domain.settings;
