package io.ghostworks.cli.transfer;

import io.ghostworks.cli.transfer.Remote.ServerAddress;
import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a server answers. */
final class Answers {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    /** The JSON object of a successful answer. */
    static JsonNode object(ServerAddress address, HttpResponse<InputStream> response) {
        JsonNode body = body(address, response);
        if (response.statusCode() / 100 != 2) {
            throw refusal(address, response, body);
        }
        return body;
    }

    /** The report of an import, or of one that was taken back. */
    static JsonNode report(ServerAddress address, HttpResponse<InputStream> response) {
        JsonNode body = body(address, response);
        boolean told = response.statusCode() == 200 || response.statusCode() == 422;
        if (!told || !body.has("created") || !body.has("failed")) {
            throw refusal(address, response, body);
        }
        return body;
    }

    /** The body of a successful answer, unread. */
    static InputStream stream(ServerAddress address, HttpResponse<InputStream> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200) {
            throw refusal(address, response, body(address, response));
        }
        if (!type.startsWith(Remote.NDJSON)) {
            throw strange(address, response.statusCode());
        }
        return response.body();
    }

    static String text(ServerAddress address, JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isString()) {
            throw strange(address, 200);
        }
        return value.stringValue();
    }

    private static JsonNode body(ServerAddress address, HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            JsonNode body = JSON.readTree(in.readAllBytes());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JacksonException notJson) {
            throw strange(address, response.statusCode());
        } catch (IOException e) {
            throw address.problem(e);
        }
        throw strange(address, response.statusCode());
    }

    private static ClientProblem strange(ServerAddress address, int status) {
        return new ClientProblem(Exit.FAILED, address + " does not answer as Ghostworks does (status " + status + ")");
    }

    private static ClientProblem refusal(ServerAddress address, HttpResponse<InputStream> response, JsonNode problem) {
        String detail = problem.path("detail").asString("");
        if (detail.isEmpty()) {
            return strange(address, response.statusCode());
        }
        return switch (response.statusCode()) {
            case 401 -> new ClientProblem(Exit.DENIED, "the token is not valid, or no longer");
            case 403 -> new ClientProblem(Exit.DENIED, detail);
            case 404 -> new ClientProblem(Exit.DENIED, "the workspace is gone, or you are no longer a member of it");
            case 429, 503 ->
                new ClientProblem(
                        Exit.UNREACHABLE,
                        detail + " Try again in "
                                + response.headers().firstValue("Retry-After").orElse("a few") + " s.");
            default ->
                new ClientProblem(
                        Exit.FAILED,
                        address + " answered " + response.statusCode() + ": " + detail + " (request "
                                + problem.path("request_id").asString("") + ")");
        };
    }
}
