package io.deliverysettings.adapter.http;

import io.vertx.core.http.HttpServerRequest;

/** Who is taken for one and the same where requests are counted. */
interface CallerKeys {

    /** The address that a request comes from. */
    String address(HttpServerRequest request);

    /** The caller, as far as can be told without asking anybody; the address when there is nothing else. */
    String caller(HttpServerRequest request);
}
