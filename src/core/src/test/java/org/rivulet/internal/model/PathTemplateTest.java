package org.rivulet.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of paths. */
class PathTemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''               | empty path
            chat             | path must start with '/'
            {id}             | path must start with '/'
            http://host/chat | path must start with '/'
            /chat/           | path cannot contain empty path segment
            //chat           | path cannot contain empty path segment
            /chat//room      | path cannot contain empty path segment
            /{}              | path parameters must have a name
            /{*}             | path parameters must have a name
            /{*rest}/more    | wildcard segment must be at the end of the path
            /chat?a=b        | path cannot contain query parameters (the '?' character)
            /chat#top        | path cannot contain url fragment (the '#' character)
            /a/../b          | path cannot contain the segment ..
            /./a             | path cannot contain the segment .
            /:id             | path parameters are written {name} and {*name}, not :id
            /*rest           | path parameters are written {name} and {*name}, not *rest
            /a{id}           | a path parameter must be a whole segment, unlike in a{id}
            /{id}.json       | a path parameter must be a whole segment, unlike in {id}.json
            /{a}-{b}         | a path parameter must be a whole segment, unlike in {a}-{b}
            /{id             | a path parameter must be a whole segment, unlike in {id
            /id}             | a path parameter must be a whole segment, unlike in id}
            /{{id}}          | a path parameter must be a whole segment, unlike in {{id}}
            /{a-b}           | path parameter a-b is not a Java identifier
            /{1}             | path parameter 1 is not a Java identifier
            /{a}/{a}         | path parameter a stands in it twice
            /{a}/{*a}        | path parameter a stands in it twice
            """)
    void aPathThatBreaksARuleIsRefusedWithTheRule(String text, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.parse(text))
                .withMessage(rule);
    }

    @Test
    void everyBrokenRuleIsSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.parse("/{}/{*rest}/x?y#z/"))
                .withMessageContainingAll(
                        "'?' character",
                        "'#' character",
                        "must have a name",
                        "at the end of the path",
                        "empty path segment");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, true",
        "/a/{x}, /a/{y}, true",
        "/a/{*x}, /a/{*y}, true",
        "/, /, true",
        "/a/b, /a/c, false",
        "/a/b, /a/{x}, false",
        "/a/{x}, /a/{*x}, false",
        "/{x}/b, /a/{y}, false",
        "/a, /a/b, false",
        "/a/{*x}, /a/b/{*x}, false"
    })
    void pathsConflictWhenNeitherIsMoreSpecific(String one, String other, boolean conflict) {
        assertThat(PathTemplate.parse(one).conflictsWith(PathTemplate.parse(other)))
                .isEqualTo(conflict);
        assertThat(PathTemplate.parse(other).conflictsWith(PathTemplate.parse(one)))
                .isEqualTo(conflict);
    }

    @Test
    void theOrderOfDeclarationDoesNotMatter() {
        List<PathTemplate> templates = new ArrayList<>(
                Stream.of("/", "/a", "/a/b", "/a/{x}", "/a/{*x}", "/{x}", "/{x}/b", "/a/{x}/c", "/a/b/{*x}", "/{*x}")
                        .map(PathTemplate::parse)
                        .toList());
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(templates, random);
            List<PathTemplate> sorted =
                    templates.stream().sorted(PathTemplate::compareSpecificity).toList();
            assertThat(first(sorted, "a", "b")).isEqualTo("/a/b");
            assertThat(first(sorted, "a", "z")).isEqualTo("/a/{x}");
            assertThat(first(sorted, "a", "b", "c")).isEqualTo("/a/b/{*x}");
            assertThat(first(sorted, "a", "z", "c")).isEqualTo("/a/{x}/c");
            assertThat(first(sorted, "a", "z", "z")).isEqualTo("/a/{*x}");
            assertThat(first(sorted, "z", "b")).isEqualTo("/{x}/b");
            assertThat(first(sorted, "z", "z")).isEqualTo("/{*x}");
        }
    }

    private static String first(List<PathTemplate> sorted, String... path) {
        return sorted.stream()
                .filter(template -> template.match(List.of(path)).isPresent())
                .findFirst()
                .orElseThrow()
                .toString();
    }

    @Test
    void aMatchHasTheParametersInTheOrderOfThePath() {
        PathTemplate template = PathTemplate.parse("/{b}/x/{a}/{*rest}");
        assertThat(template.parameters()).containsExactly("b", "a", "rest");
        assertThat(template.match(List.of("1", "x", "2", "3", "4")))
                .contains(Map.of("b", "1", "a", "2", "rest", "3/4"));
        assertThat(template.match(List.of("1", "x", "2"))).isEmpty();
        assertThat(template.match(List.of("", "x", "2", "3"))).isEmpty();
    }
}
