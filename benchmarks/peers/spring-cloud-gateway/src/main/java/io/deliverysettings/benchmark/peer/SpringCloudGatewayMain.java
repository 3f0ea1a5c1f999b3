package io.deliverysettings.benchmark.peer;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * Spring Cloud Gateway as it comes, with one route for everything. It forwards and does nothing else.
 *
 * <p>Arguments: the port to listen on and the port of the upstream, both on 127.0.0.1.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringCloudGatewayMain {

    public static void main(String... arguments) {
        SpringApplication application = new SpringApplication(SpringCloudGatewayMain.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        String route = "spring.cloud.gateway.server.webflux.routes[0].";
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", arguments[0],
                route + "id", "everything",
                route + "uri", "http://127.0.0.1:" + arguments[1],
                route + "predicates[0]", "Path=/**",
                "logging.level.root", "warn",
                "spring.main.banner-mode", "off"));
        application.run();
    }
}
