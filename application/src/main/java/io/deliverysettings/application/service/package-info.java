/** What the use cases do. {@link io.deliverysettings.application.service.UseCases} is the only way in. */
package io.deliverysettings.application.service;
