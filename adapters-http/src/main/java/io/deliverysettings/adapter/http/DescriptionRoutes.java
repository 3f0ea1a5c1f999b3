package io.deliverysettings.adapter.http;

/** The addresses of the description of the API: as a document for programs, as a collection of requests, and as a page for people. */
final class DescriptionRoutes {

    /** The address of the document as it stands in the repository. */
    static final String YAML_ROUTE = "/openapi.yaml";

    /** The address of the same as JSON. */
    static final String JSON_ROUTE = "/openapi.json";

    /** The address of its operations as requests. */
    static final String COLLECTION_ROUTE = "/collection.json";

    /** The address of the page. */
    static final String DOCS_ROUTE = "/docs";

    private static final String SCRIPT = "docs/docs.js";
    private static final String STYLE = "docs/docs.css";

    private final ApiDescription description;

    DescriptionRoutes(ApiDescription description) {
        this.description = description;
    }

    void mountOn(Endpoints endpoints) {
        endpoints.mountFile(YAML_ROUTE, description.yaml());
        endpoints.mountMadeFile(JSON_ROUTE, description::json);
        endpoints.mountMadeFile(COLLECTION_ROUTE, description::collection);
        endpoints.mountFile(DOCS_ROUTE, PublicFile.read("docs/docs.html"));
        endpoints.mountFile("/" + SCRIPT, PublicFile.read(SCRIPT));
        endpoints.mountFile("/" + STYLE, PublicFile.read(STYLE));
    }
}
