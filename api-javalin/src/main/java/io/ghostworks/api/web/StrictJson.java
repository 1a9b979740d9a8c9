package io.ghostworks.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads a JSON object (RFC 8259) from bytes that a stranger sent: UTF-8 only, each name once, within the parser's limits. */
final class StrictJson {

    private StrictJson() {}

    /** @param line the number of the first line, for what an error says */
    static JsonNode object(byte[] json, int start, int length, long line) {
        JsonNode node;
        try {
            // Jackson would guess the charset, and let half a surrogate pair pass.
            node = Json.MAPPER.readTree(withoutByteOrderMark(text(json, start, length)));
        } catch (CharacterCodingException e) {
            throw new MalformedRequest("The body is not UTF-8.");
        } catch (NumberFormatException e) {
            throw new MalformedRequest("The body has a number beyond all bounds.");
        } catch (JacksonException e) {
            throw new MalformedRequest(what(e, line));
        }
        if (node == null || !node.isObject()) {
            throw new MalformedRequest("The body must be a JSON object.");
        }
        return node;
    }

    /** Our own words, since the parser's messages name its classes and settings. */
    private static String what(JacksonException e, long line) {
        String place = e.getLocation() == null
                ? "."
                : ", at line " + (line + e.getLocation().getLineNr() - 1) + ", column "
                        + e.getLocation().getColumnNr() + ".";
        if (e instanceof UnexpectedEndOfInputException) {
            return "The body ends before its JSON does" + place;
        }
        if (e instanceof StreamConstraintsException) {
            return "The body is nested too deep, or has a text, a name or a number that is too long" + place;
        }
        if (e instanceof MismatchedInputException) {
            return "The body has something after its JSON object" + place;
        }
        return "The body is not JSON, or names a field twice" + place;
    }

    /** RFC 8259, section 8.1: nobody should send one, and a reader may ignore it. */
    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String text(byte[] utf8, int start, int length) throws CharacterCodingException {
        String text = new String(utf8, start, length, UTF_8);
        // Only a text with the replacement character may have been decoded wrongly, and needs the slow, strict decoder.
        return text.indexOf('\uFFFD') < 0
                ? text
                : UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(utf8, start, length))
                        .toString();
    }
}
