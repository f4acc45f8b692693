package org.rivulet.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rivulet.internal.codec.JsonCursor.Kind;
import org.rivulet.internal.codec.JsonCursor.MalformedException;

class JsonCursorTest {

    private static final String PIECES = "{}[]\",:\\ u0041tfn-1.5eé\n";

    @Test
    void goesPastAnyValueToItsEnd() throws MalformedException {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            String json = value(random, 4).toString();
            JsonCursor cursor = new JsonCursor(" " + json + " \n");
            cursor.skip();
            assertThat(cursor.isAtEnd()).as(json).isTrue();

            JsonCursor more = new JsonCursor(json + " " + json);
            more.skip();
            assertThat(more.isAtEnd()).as(json).isFalse();
        }
    }

    @Test
    void onlyTheSpaceOfJsonMayFollow() throws MalformedException {
        for (char c = 0; c <= ' '; c++) {
            JsonCursor cursor = new JsonCursor("1 " + c);
            cursor.skip();
            assertThat(cursor.isAtEnd()).as("U+%04x", (int) c).isEqualTo(" \t\r\n".indexOf(c) >= 0);
        }
    }

    @Test
    void readsNamesWithEscapes() throws MalformedException {
        JsonCursor cursor = new JsonCursor("{ \"a\\\"\\u0041\\\\\" : 1 , \"b\":2}");
        assertThat(cursor.kind()).isEqualTo(Kind.OBJECT);
        cursor.enter();
        assertThat(cursor.hasMore()).isTrue();
        assertThat(cursor.name()).isEqualTo("a\"A\\");
        assertThat(cursor.kind()).isEqualTo(Kind.NUMBER);
        assertThat(cursor.isWhole(8)).isTrue();
        assertThat(cursor.hasMore()).isTrue();
        assertThat(cursor.name()).isEqualTo("b");
        assertThat(cursor.isWhole(1)).isFalse();
        assertThat(cursor.hasMore()).isFalse();
        assertThat(cursor.isAtEnd()).isTrue();
    }

    @Test
    void whatIsNoJsonIsMalformedAtWorst() {
        JsonShape shape = JsonShape.of(Message.class);
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("{\"rows\":[{\"number\":");
            int length = random.nextInt(12);
            for (int c = 0; c < length; c++) text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            String json = text.substring(random.nextInt(text.length()));
            assertThatCode(() -> checked(shape, json)).as(json).doesNotThrowAnyException();
        }
    }

    private static void checked(JsonShape shape, String json) {
        try {
            shape.check(new JsonCursor(json));
        } catch (MalformedException | JsonShape.WrongShapeException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    record Message(java.util.List<Row> rows, java.util.Map<String, Message> byName) {}

    record Row(int number) {}

    private static JsonValue value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> JsonValue.NULL;
            case 1 -> JsonValue.TRUE;
            case 2 -> Json.createValue(random.nextLong());
            case 3 -> Json.createValue(random.nextDouble() * 1e20);
            case 4 -> Json.createValue("x\"\\\n{[,é😀".substring(random.nextInt(5)));
            case 5 ->
                Json.createArrayBuilder()
                        .add(value(random, depth - 1))
                        .add(value(random, depth - 1))
                        .build();
            default ->
                Json.createObjectBuilder()
                        .add("a}\"", value(random, depth - 1))
                        .add("", value(random, depth - 1))
                        .build();
        };
    }
}
